import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { installOsascript } from "./server.ts";
import { appScript, useTestMac } from "./setup.ts";

const mac = useTestMac();

describe("input and output", () => {
  test("the script comes on stdin, arguments arrive intact as strings", async () => {
    const argv = ["two words", `'"\\$x\`y\``, "line\nbreak", "日本語 👩‍💻", "", "-l"];
    const { stdout } = await mac.script("function run(argv) { return JSON.stringify(argv) }", ...argv);
    expect(JSON.parse(stdout)).toEqual(argv);
  });

  test("without a file argument the script comes on stdin too", async () => {
    expect(await mac.osascript(["-l", "JavaScript"], "6 * 7")).toMatchObject({ stdout: "42\n", status: 0 });
  });

  test("-e gives the script itself, several make its lines", async () => {
    const args = ["-l", "JavaScript", "-e", "function run(argv) {", "-e", "return argv[0] }", "given"];
    expect(await mac.osascript(args)).toMatchObject({ stdout: "given\n", status: 0 });
  });

  test("one that is at work when the Mac is switched off ends by itself", async () => {
    mac.appleEvents.inject({ event: 1, when: "before", then: { happens: () => void mac.switchOff() } });
    mac.appleEvents.inject({ event: 1, when: "before", then: { hang: true } });
    expect(await mac.script(appScript("return app.version()"))).toMatchObject({ stdout: "", status: 70 });
  });

  test("a file that is not there is no script", async () => {
    const stderr = "osascript: nowhere.js: No such file or directory\n";
    expect(await mac.osascript(["-l", "JavaScript", "nowhere.js"])).toMatchObject({ stdout: "", stderr, status: 1 });
  });

  test("a file is run", async () => {
    const file = join(dirname(mac.executable), "script.js");
    await writeFile(file, "function run(argv) { return argv.join('+') }");
    expect(await mac.osascript(["-l", "JavaScript", file, "a", "b"])).toMatchObject({ stdout: "a+b\n" });
  });

  test("what run returns is printed plus a newline, megabytes of it too", async () => {
    const { stdout } = await mac.script("function run() { return 'é'.repeat(2000000) }");
    expect(stdout.length).toBe(2_000_001);
    expect(stdout.endsWith("é\n")).toBe(true);
  });

  test("a large value of the application arrives whole", async () => {
    const contents = "x".repeat(1_000_000) + "\u0000\u001b[31m\u202e\ud800";
    mac.application.answers("get app.windows[0].name", contents);
    expect(await mac.evaluate("return app.windows[0].name()")).toBe(contents);
  });

  test("console.log goes to stderr, there is no other console", async () => {
    const script = `console.log("a", 1); typeof console.error`;
    expect(await mac.script(script)).toEqual({ stdout: "undefined\n", stderr: "a 1\n", status: 0, signal: null });
  });

  test("a script that returns an object is refused: it is to return JSON text", async () => {
    expect(await mac.script("function run() { return { a: 1 } }")).toMatchObject({ stdout: "", status: 70 });
  });

  test.each([[["-i"]], [["-l", "Python", "-e", "1"]], [["-e"]]])("%j is refused", async (args) => {
    expect(await mac.osascript(args)).toMatchObject({ stdout: "", status: 1 });
  });

  test("without the Mac behind it osascript fails in a way that no script can mistake for an answer", async () => {
    const binDir = dirname(mac.executable);
    await installOsascript(binDir, { socketPath: join(binDir, "nobody-listens") });
    expect(await mac.script("try { Application('x') } catch (e) {} 1")).toMatchObject({ stdout: "", status: 70 });
  });
});

describe("there is no event loop", () => {
  test(".then never runs", async () => {
    const script = appScript(`Promise.resolve().then(() => { app.version(); console.log("ran") }); return "done"`);
    expect(await mac.script(script)).toEqual({ stdout: "done\n", stderr: "", status: 0, signal: null });
    expect(mac.appleEvents.eventCount).toBe(0);
  });

  test("a run that is async is no answer", async () => {
    expect(await mac.script("async function run() { return 'late' }")).toMatchObject({ stdout: "", status: 70 });
  });

  test("there is nothing of Node, browsers or the event loop", async () => {
    const names = [
      ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch", "structuredClone", "performance"],
      ...["process", "require", "module", "exports", "Buffer", "global", "URL", "TextEncoder", "navigator"],
      ...["WebAssembly", "SharedArrayBuffer", "Atomics", "AbortController", "crypto"],
    ];
    const { stdout } = await mac.script(
      `function run(names) { return JSON.stringify(names.filter((name) => eval("typeof " + name) !== "undefined")) }`,
      ...names,
    );
    expect(JSON.parse(stdout)).toEqual([]);
  });

  test("Node cannot be reached through what the Mac puts in", async () => {
    const reach = `["process", "require"].map((name) => [Application, delay, console.log,
      Application("com.googlecode.iterm2").version].map((f) => f.constructor ? f.constructor("return typeof " + name)() : "undefined"))`;
    expect(await mac.script(`JSON.stringify(${reach}.flat().filter((type) => type !== "undefined"))`)).toMatchObject({
      stdout: "[]\n",
    });
  });

  test("delay(seconds) is a global that waits", async () => {
    const script = `const before = Date.now(); delay(0.05); Date.now() - before >= 49`;
    expect(await mac.script(script)).toMatchObject({ stdout: "true\n" });
  });

  test.each(["const delay = 1; 'loaded'", "let Application = 1; 'loaded'", "class delay {}; 'loaded'"])(
    "redefining a global kills the script at load: %s",
    async (script) => {
      const result = await mac.script(`console.log("started"); ${script}`);
      expect(result).toMatchObject({
        stdout: "",
        status: 1,
        stderr: expect.stringMatching(/SyntaxError.*\(-2700\)\n$/),
      });
      expect(result.stderr).not.toContain("started");
    },
  );

  test.each(["$.getenv('HOME')", "ObjC.import('Foundation')", "Path('/tmp')"])(
    "%s is not modelled and says so",
    async (script) => {
      expect(await mac.script(`try { ${script} } catch (e) {} 1`)).toMatchObject({ stdout: "", status: 70 });
    },
  );
});

describe("the language is that of the oldest macOS supported", () => {
  test.each([
    ["[1].at(0)", "TypeError"],
    ["'a'.at(0)", "TypeError"],
    ["[1].findLast(() => true)", "TypeError"],
    ["[1].toSorted()", "TypeError"],
    ["Object.hasOwn({}, 'a')", "TypeError"],
    ["Object.groupBy([], () => 1)", "TypeError"],
    ["new Set().union(new Set())", "TypeError"],
    ["[1].values().map((x) => x)", "TypeError"],
    ["Promise.withResolvers()", "TypeError"],
    ["new RegExp('(?<=a)b')", "SyntaxError"],
  ])("%s is not there yet", async (expression, name) => {
    const script = `try { ${expression}; "there" } catch (e) { e.name }`;
    expect(await mac.script(script)).toMatchObject({ stdout: `${name}\n` });
  });

  test.each([
    "let a = null; a ??= 1",
    "1_000",
    "class A { x = 1 }",
    "class A { static {} }",
    "/(?<=a)b/.test('ab')",
    "await 1",
    "import('x').y = 1; import.meta",
  ])("%s is a syntax error at load", async (script) => {
    const result = await mac.script(`console.log("started");\n${script}`);
    expect(result).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^execution error: .*SyntaxError.*\(-2700\)\n$/),
    });
  });

  test.each([
    ["[1, [2]].flat().length + (null?.x ?? 40)", "42"],
    ["/(?<year>\\d{4})/.exec('2026').groups.year", "2026"],
    ["/[(?<=]\\(?<=/.test('=(<=') + '' + 'a-a'.replaceAll('a', 'b')", "trueb-b"],
    [
      "'x'.replace(/x/, (m) => m + RegExp('y').source + (/z/ instanceof RegExp) + new RegExp('q', 'g').flags)",
      "xytrueg",
    ],
    ["Object.fromEntries([['a', 1]]).a + BigInt(2).toString()", "12"],
  ])("ES2020 works: %s", async (expression, printed) => {
    expect(await mac.script(expression)).toMatchObject({ stdout: `${printed}\n`, status: 0 });
  });
});
