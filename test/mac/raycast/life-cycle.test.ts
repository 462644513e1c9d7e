import { expect, test } from "vitest";
import { installed } from "./fixture.ts";

const hello = `import { Detail } from "@raycast/api"; export default () => <Detail markdown="# Hello" />;`;

test("a view command is rendered, and unloaded when the user is back at root search", async () => {
  const raycast = await installed({ commands: { hello } });
  const view = await raycast.open("hello");
  expect(view.markdown).toBe("# Hello");
  expect(view.title).toBe("Hello");
  expect(raycast.window).toBe(view);
  await view.escape();
  expect(view.run.end?.how).toBe("unloaded");
  expect(raycast.window).toBe(null);
});

test("a no-view command runs until its promise resolves", async () => {
  const work = `import { LocalStorage } from "@raycast/api";
    export default async () => { await LocalStorage.setItem("done", "yes"); return "value"; };`;
  const raycast = await installed({ commands: { work }, manifest: { work: { mode: "no-view" } } });
  expect(await raycast.run("work")).toMatchObject({ how: "completed", value: "value" });
  expect(raycast.storage.get("done")).toBe("yes");
});

test("unloading destroys the command and its timers", async () => {
  const ticker = `import { LocalStorage, Detail } from "@raycast/api"; import { useEffect, useState } from "react";
    export default () => {
      const [ticks, setTicks] = useState(0);
      useEffect(() => {
        const timer = setInterval(() => { setTicks((n) => n + 1); void LocalStorage.setItem("alive", Date.now()); }, 2);
        return () => { void LocalStorage.setItem("cleaned up", true); clearInterval(timer); };
      }, []);
      return <Detail markdown={String(ticks)} />;
    };`;
  const raycast = await installed({ commands: { ticker, hello } });
  const view = await raycast.open("ticker");
  await view.until(({ markdown }) => Number(markdown) >= 3);
  await view.close();
  const last = raycast.storage.get("alive");
  await (await raycast.open("hello")).close();
  expect(raycast.storage.get("alive")).toBe(last);
  expect(raycast.storage.get("cleaned up")).toBeUndefined();
});

test("a command sees launchd's environment and what Raycast adds to it, a Mac, and Node 22; no shell environment", async () => {
  process.env["FROM_A_SHELL"] = "yes";
  const look = `import os from "node:os";
    export default async () => JSON.stringify({ platform: process.platform, os: os.platform(), home: os.homedir(),
      cwd: process.cwd(), node: process.versions.node.split(".")[0], env: process.env });`;
  const raycast = await installed({ commands: { look }, manifest: { look: { mode: "no-view" } } }, { tmp: "/tmp" });
  const { binDir, home } = raycast.options;
  const seen: unknown = JSON.parse(String((await raycast.run("look")).value));
  expect(seen).toEqual({
    platform: "darwin",
    os: "darwin",
    home,
    cwd: "/",
    node: "22",
    env: {
      PATH: `${binDir}:/usr/bin:/bin:/usr/sbin:/sbin`,
      HOME: home,
      TMPDIR: "/tmp",
      NODE_ENV: "production",
      NODE_PATH: expect.stringContaining("/Raycast.app/") as string,
      LC_ALL: "en_US@rg=dezzzz",
    },
  });
});

test("an unhandled rejection and an uncaught exception are crashes with a stack", async () => {
  const commands = {
    rejects: `import { Detail } from "@raycast/api"; import { useEffect } from "react";
      export default () => { useEffect(() => { void Promise.reject(new Error("nobody caught me")); }, []); return <Detail />; };`,
    throws: `import { Detail } from "@raycast/api"; import { useEffect } from "react";
      export default () => { useEffect(() => { setTimeout(() => { throw new Error("late"); }); }, []); return <Detail />; };`,
    breaks: `export default () => { throw new Error("while rendering"); };`,
    fails: `export default async () => { throw new TypeError("no-view failed"); };`,
  };
  const raycast = await installed({ commands, manifest: { fails: { mode: "no-view" } } });
  const crashOf = async (name: string) => {
    const run = raycast.launcher.byUser(raycast.launcher.command(name));
    return (await run.ended()).crash;
  };
  expect(await crashOf("rejects")).toMatchObject({ message: "nobody caught me", during: "unhandled rejection" });
  expect((await crashOf("throws"))?.stack).toContain("throws.js");
  expect(await crashOf("breaks")).toMatchObject({ message: "while rendering", during: "render" });
  await expect(raycast.run("fails")).rejects.toThrow("no-view failed");
});

test("a command whose bundle fails to load is a crash, and one that requires what it does not hold fails to load", async () => {
  const commands = { bad: `throw new Error("at load");`, leans: `export default async () => require("zod".trim());` };
  const raycast = await installed({ commands, manifest: { leans: { mode: "no-view" } } });
  await expect(raycast.open("bad")).rejects.toThrow(/during|load/);
  await expect(raycast.run("leans")).rejects.toThrow(/Cannot find module 'zod'|Dynamic require/);
});

test("the heap of a command is limited: #20841", async () => {
  const greedy = `export default async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length + 0.5)); };`;
  const raycast = await installed({ commands: { greedy }, manifest: { greedy: { mode: "no-view" } } }, { heapMb: 32 });
  await expect(raycast.run("greedy")).rejects.toThrow(/memory limit/);
});

test("each run has its own worker: nothing stays in a module's variables", async () => {
  const count = `let runs = 0; export default async () => ++runs;`;
  const raycast = await installed({ commands: { count }, manifest: { count: { mode: "no-view" } } });
  expect((await raycast.run("count")).value).toBe(1);
  expect((await raycast.run("count")).value).toBe(1);
});

test("a command is given its arguments, context and fallback text, and '' for arguments left out", async () => {
  const show = `import { Detail, environment } from "@raycast/api";
    export default (props) => <Detail markdown={JSON.stringify({ ...props, mode: environment.commandMode })} />;`;
  const manifest = {
    show: {
      arguments: [
        { name: "project", type: "text" },
        { name: "where", type: "text" },
      ],
    },
  };
  const raycast = await installed({ commands: { show }, manifest });
  const view = await raycast.open("show", {
    arguments: { project: "api" },
    context: { from: 1 },
    fallbackText: "typed",
  });
  expect(JSON.parse(view.markdown)).toEqual({
    launchType: "userInitiated",
    arguments: { project: "api", where: "" },
    launchContext: { from: 1 },
    fallbackText: "typed",
    mode: "view",
  });
});

test("preferences are the manifest's defaults under what the user set; a required one is asked for first", async () => {
  const show = `import { getPreferenceValues } from "@raycast/api"; export default async () => JSON.stringify(getPreferenceValues());`;
  const preferences = [
    { name: "shell", type: "textfield", default: "/bin/zsh" },
    { name: "hide", type: "checkbox", label: "Hide" },
    { name: "editor", type: "appPicker", default: "com.microsoft.VSCode" },
    { name: "token", type: "password", required: true },
  ];
  const raycast = await installed({ commands: { show }, manifest: { show: { mode: "no-view" } }, preferences });
  await expect(raycast.run("show")).rejects.toThrow('asks for the required preference "token"');
  raycast.setPreference("token", "secret");
  raycast.setPreference("shell", "/bin/fish");
  const values: unknown = JSON.parse(String((await raycast.run("show")).value));
  expect(values).toMatchObject({
    shell: "/bin/fish",
    hide: false,
    token: "secret",
    editor: { name: "Visual Studio Code" },
  });
  raycast.setPreference("nonsense", 1);
  await expect(raycast.run("show")).rejects.toThrow('no preference "nonsense"');
});

test("a wait that does not come true says what was on screen instead", async () => {
  const raycast = await installed({ commands: { hello } });
  const view = await raycast.open("hello");
  raycast.options.limit = 200;
  await expect(view.until(({ markdown }) => markdown === "Bye", "the farewell")).rejects.toThrow(
    /the farewell did not come true within 200 ms[\s\S]*# Hello/,
  );
});
