import { Terminal } from "./terminal.ts";
import type { Exit, TerminalSpec } from "./terminal.ts";

export interface Script {
  /** Default "/dev/ttys900". */
  tty?: string;
  onInput?: (text: string, terminal: ScriptedTerminal) => void;
  /** Called at hang-up; default: the program ends by SIGHUP. */
  onHangUp?: (terminal: ScriptedTerminal) => void;
  /** The program that has the terminal now; default: none is known. */
  foreground?: () => { pid: number; args: string[] };
}

/**
 * A terminal without a process: what its program says is given by the test, through the same screen as a real one.
 * For runs with more sessions than a machine has room for programs.
 */
export class ScriptedTerminal extends Terminal {
  readonly pid = null;
  readonly tty: string;
  /** Everything that was typed. */
  readonly typed: string[] = [];
  readonly #script: Script;

  constructor(spec: Pick<TerminalSpec, "columns" | "rows" | "scrollback">, script: Script = {}) {
    super(spec);
    this.#script = script;
    this.tty = script.tty ?? "/dev/ttys900";
  }

  /** The program says this; "\n" moves down and to the first column, as the tty driver would have it. */
  says(text: string): Promise<void> {
    return this.take(Buffer.from(text.replaceAll(/\r?\n/g, "\r\n")));
  }

  /** The program ends. */
  async ends(exit: Exit = { code: 0, signal: null }): Promise<void> {
    if (this.exit === null) {
      await this.finish(exit);
    }
  }

  override write(text: string): void {
    if (this.exit === null) {
      this.typed.push(text);
      this.#script.onInput?.(text, this);
    }
  }

  override pause(): void {}

  override hangUp(): void {
    if (this.#script.onHangUp) {
      this.#script.onHangUp(this);
    } else {
      void this.ends({ code: null, signal: "SIGHUP" });
    }
  }

  override get foreground(): { pid: number; args: string[] } | null {
    return this.exit === null ? (this.#script.foreground?.() ?? null) : null;
  }

  override leftBehind(): number {
    return this.exit === null ? 1 : 0;
  }

  override async end(): Promise<void> {
    await this.ends({ code: null, signal: "SIGHUP" });
    this.screen.dispose();
  }

  protected override resizeProgram(): void {}
}
