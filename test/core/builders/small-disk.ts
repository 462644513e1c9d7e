import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Bytes of a page: what a file on a tmpfs takes at least. */
const PAGE = 4096;
/** So many files fit, empty ones too. */
const ENTRIES = 64;

/** A real disk of its own, so small that it is soon full: a tmpfs. Only root may mount one. */
export class SmallDisk {
  readonly path: string;

  readonly #own: boolean;

  private constructor(path: string, own: boolean) {
    this.path = path;
    this.#own = own;
  }

  /** Null: this machine does not let us mount one. At `path` if given (a folder that is there), else at one of its own. */
  static mount({ pages = 16, path }: { pages?: number; path?: string } = {}): SmallDisk | null {
    const place = path ?? mkdtempSync(join(tmpdir(), "small-disk-"));
    try {
      const options = `size=${pages * PAGE},nr_inodes=${ENTRIES},mode=0700`;
      execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", place], { stdio: "ignore" });
      return new SmallDisk(place, path === undefined);
    } catch {
      if (path === undefined) rmSync(place, { recursive: true });
      return null;
    }
  }

  /** Whether this machine lets us. */
  static get possible(): boolean {
    const disk = SmallDisk.mount();
    disk?.unmount();
    return disk !== null;
  }

  get #ballast(): string {
    return join(this.path, "ballast");
  }

  /** Nothing more fits: no page, and with `entries` no file either, not even an empty one. */
  fill({ entries = false } = {}): void {
    untilFull(() => appendFileSync(this.#ballast, Buffer.alloc(PAGE)));
    if (!entries) return;
    let count = 0;
    untilFull(() => writeFileSync(`${this.#ballast}-${(count += 1)}`, ""));
  }

  /** Full, but for these last bytes of the page that the file ends in; blank lines fill it up so far. */
  leaves(bytes: number, file: string): void {
    const room = PAGE - (statSync(file).size % PAGE);
    appendFileSync(file, "\n".repeat((room + PAGE - bytes) % PAGE));
    this.fill();
  }

  hasRoomAgain(): void {
    for (const name of readdirSync(this.path)) if (name.startsWith("ballast")) rmSync(join(this.path, name));
  }

  unmount(): void {
    // Lazily: what still has a file open there does not keep the test from ending.
    execFileSync("umount", ["-l", this.path]);
    if (this.#own) rmSync(this.path, { recursive: true, force: true });
  }
}

function untilFull(work: () => void): void {
  for (;;) {
    try {
      work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return;
      throw error;
    }
  }
}
