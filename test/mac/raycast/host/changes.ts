/** Something changed: those who wait look again. No polling. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Resolves with the first truthy value of `look`, asked now and after each change; a throw counts as "not yet".
   * Rejects after `limit` ms with what `describe` says then, or at once if `hopeless` gives an error.
   */
  until<T>(look: () => T, options: UntilOptions): Promise<NonNullable<T>> {
    return new Promise((resolve, reject) => {
      let problem: unknown;
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        stop();
        settle();
      };
      const again = () => {
        try {
          const seen = look();
          if (seen) return finish(() => resolve(seen));
        } catch (error) {
          problem = error;
        }
        const error = options.hopeless?.();
        if (error) finish(() => reject(error));
      };
      const late = () => {
        const thrown = problem instanceof Error ? `\nlast problem: ${problem.message}` : "";
        const text = `${options.what} did not come true within ${options.limit} ms${thrown}\n${options.describe()}`;
        finish(() => reject(new Error(text)));
      };
      const timer = setTimeout(late, options.limit);
      const stop = this.listen(again);
      again();
    });
  }
}

export interface UntilOptions {
  what: string;
  limit: number;
  describe: () => string;
  hopeless?: () => Error | undefined;
}
