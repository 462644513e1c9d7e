import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./mutants.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** What tests of the core need. */
const PARTS = [
  "src",
  "assets",
  "package.json",
  "tsconfig.json",
  "test/core",
  "test/mac",
  "test/e2e",
  "test/setup",
  "test/fixtures",
];

/** Real programs on a busy machine, and each test on its own. */
const CONFIG = `export default {
  cacheDir: "./.cache",
  test: { include: ["test/core/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 30_000 },
};
`;

/** How a run of tests ended. */
export interface Verdict {
  passed: number;
  failed: number;
  /** For a person who wonders why. */
  output: string;
}

/** A copy of this tree in a temporary folder, to be broken at will. The tree itself is never touched. */
export class Copy {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async make(): Promise<Copy> {
    const root = await mkdtemp(join(tmpdir(), "mutant-"));
    for (const part of PARTS) await cp(join(repository, part), join(root, part), { recursive: true });
    await symlink(join(repository, "node_modules"), join(root, "node_modules"));
    await writeFile(join(root, "vitest.config.mjs"), CONFIG);
    return new Copy(root);
  }

  /** Throws if the text to be replaced does not stand there exactly once: the mutant has to follow the product. */
  async mutate({ name, file, find, replace }: Mutant): Promise<void> {
    const path = join(this.#root, file);
    const text = await readFile(path, "utf8");
    const found = text.split(find).length - 1;
    if (found !== 1) throw new Error(`Mutant '${name}': its text stands ${found} times in ${file}, not once.`);
    await writeFile(
      path,
      text.replace(find, () => replace),
    );
  }

  /** Runs test files of the copy; of these only tests whose name holds one of `only`, if given. */
  async test(files: string[], only: string[] = []): Promise<Verdict> {
    const pattern = only.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    const child = spawn(
      process.execPath,
      [
        join(repository, "node_modules/vitest/vitest.mjs"),
        "run",
        "--reporter=json",
        "--outputFile=.result.json",
        ...(pattern === "" ? [] : ["-t", pattern]),
        ...files,
      ],
      { cwd: this.#root, stdio: ["ignore", "pipe", "pipe"], env: environment() },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    await once(child, "close");
    const result = await readFile(join(this.#root, ".result.json"), "utf8").catch(() => {
      throw new Error(`No tests were run:\n${output}`);
    });
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(result) as {
      numPassedTests: number;
      numFailedTests: number;
      numFailedTestSuites: number;
      testResults: { message: string; assertionResults: { failureMessages: string[] }[] }[];
    };
    const messages = testResults.flatMap(({ message, assertionResults }) => [
      message,
      ...assertionResults.flatMap(({ failureMessages }) => failureMessages),
    ]);
    // A file that does not even load has told nothing: that is no test that noticed.
    if (numFailedTests === 0 && numFailedTestSuites > 0)
      throw new Error(`Broken beyond testing:\n${messages.join("\n")}`);
    return { passed: numPassedTests, failed: numFailedTests, output: messages.join("\n") };
  }

  remove(): Promise<void> {
    return rm(this.#root, { recursive: true, force: true });
  }
}

/** Without what the tests around this one are told by their own runner. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$)/.test(name));
  return Object.fromEntries(own);
}
