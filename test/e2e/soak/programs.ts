import type { Program, RunningProgram } from "../scripted/scripted-pane.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Numbers that look random and are the same in each run; between 0 and 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Says a line each time, after a pause of half to one and a half of `every` ms. */
function talk(process: RunningProgram, random: () => number, every: number, line: (count: number) => string): void {
  let count = 0;
  const next = () => {
    process.says(`${line((count += 1))}\n`);
    process.after(every * (0.5 + random()), next);
  };
  process.after(SECOND, next);
}

/** What people run, by the name of the template: each in its own way a burden over a day. */
export function programs(random: () => number): Record<string, Program> {
  return {
    /** A log that never rests. */
    log: { run: (it) => talk(it, random, 4 * SECOND, (n) => `GET /page/${n} 200 ${Math.floor(random() * 900)} ms`) },
    /** A server that falls over twice an hour. */
    server: {
      run(it) {
        talk(it, random, 5 * MINUTE, (n) => `request ${n}`);
        it.says("ready on http://localhost:3000\n");
        it.after(30 * MINUTE * (0.5 + random()), () => it.ends(1));
      },
    },
    /** An agent that asks, and goes on when it is answered. */
    asker: {
      run(it) {
        const ask = () => it.says("Do you want to proceed? (y/n) ");
        it.onLine = (line) => {
          it.says(`\n${line}: goes on\n`);
          it.after(20 * MINUTE * (0.5 + random()), ask);
        };
        it.after(5 * MINUTE * random(), ask);
      },
    },
    /** A build that ends well, most of the time. */
    build: {
      run(it) {
        it.says("building\n");
        it.after(8 * MINUTE * (0.5 + random()), () => it.ends(random() < 0.7 ? 0 : 2));
      },
    },
    /** Now and then it cannot even start. */
    flaky: {
      run(it) {
        const soon = random() < 0.6;
        it.after(soon ? 2 * SECOND : 40 * MINUTE * random(), () => it.ends(1));
      },
    },
    /** Tests that pass and fail in turn, with a long report. */
    tests: {
      run(it) {
        const round = () => {
          const failed = random() < 0.3;
          const report = Array.from({ length: 120 }, (_, n) => `  ✓ case ${n} ${"·".repeat(n % 60)}`).join("\n");
          it.says(`${report}\n${failed ? "1 failed" : "120 passed"}\n`);
          it.after(15 * MINUTE * (0.5 + random()), round);
        };
        it.after(MINUTE * random(), round);
      },
    },
    /** It draws one line over and over. */
    progress: {
      run(it) {
        let done = 0;
        const draw = () => {
          it.says(`\r[${"#".repeat(done % 40).padEnd(40)}] ${done % 100} %`);
          done += 1;
          it.after(90 * SECOND, draw);
        };
        draw();
      },
    },
    /** Nothing for hours. */
    quiet: { run: (it) => talk(it, random, 3 * 60 * MINUTE, (n) => `still here ${n}`) },
  };
}

/** A plain shell has no program of its own. */
export const SHELL: Program = { run: (it) => it.says("$ ") };
