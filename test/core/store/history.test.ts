import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Event, EventOf } from "../../../src/core/model/event.ts";
import { SmallDisk } from "../builders/small-disk.ts";
import { createHistory } from "../../../src/core/store/history.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "history-"));
  path = join(folder, "history.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = Date.parse("2024-06-30T12:00:00Z");
const at = (minute: number, day = 30) => new Date(Date.UTC(2024, 5, day, 10, minute)).toISOString();
const names = [{ project_id: "webapp", name: "Web App", path: "/p" }];
const session = (template_id: string) => ({ project_id: "webapp", session_id: `webapp/${template_id}`, template_id });

const aHistory = (limits = { history_max_runs: 100, history_max_days: 90 }) =>
  createHistory(path, { clock: { now: () => NOW }, limits: () => Promise.resolve(limits) });

function started(template: string, timestamp: string): Event {
  return {
    id: `start ${template} ${timestamp}`,
    type: "session_started",
    data: session(template),
    timestamp,
  };
}

function ended(template: string, timestamp: string, given: Partial<EventOf<"session_ended">["data"]> = {}): Event {
  const data = {
    ...session(template),
    cause: "exited" as const,
    exit_code: 0,
    exit_signal: null,
    started_at: null,
    status: "exited" as const,
    waited_ms: 0,
    ...given,
  };
  return { id: `end ${template} ${timestamp}`, type: "session_ended", data, timestamp };
}

describe("the history", () => {
  test("The history has every run with start, end, exit code, status and cause, newest first", async () => {
    const history = aHistory();
    await history.append([started("server", at(1)), started("tests", at(2))], names);
    await history.append([ended("server", at(5), { exit_code: 3, status: "failed", waited_ms: 250 })], names);
    expect(await history.runs({ project_id: "webapp", limit: 10 })).toMatchObject([
      { template_id: "tests", started_at: at(2), ended_at: null, exit_code: null, status: "running" },
      {
        template_id: "server",
        started_at: at(1),
        ended_at: at(5),
        exit_code: 3,
        status: "failed",
        cause: "exited",
        waited_ms: 250,
      },
    ]);
    expect(await history.runs({ template_id: "server", limit: 10 })).toHaveLength(1);
  });

  test("The history takes each event once, however often it is published", async () => {
    const events = [started("server", at(1)), ended("server", at(2)), started("server", at(3))];
    const history = aHistory();
    await history.append(events, names);
    await history.append(events, names);
    expect(await history.runs({ limit: 10 })).toHaveLength(2);
    expect((await history.events({ limit: 10 })).map(({ id }) => id)).toEqual(events.map(({ id }) => id).reverse());
  });

  test("The history is read by another command, with the columns of the data model and no others", async () => {
    await aHistory().append([started("server", at(1)), ended("server", at(2))], names);
    expect(await aHistory().runs({ limit: 1 })).toHaveLength(1);
    const database = new DatabaseSync(path);
    expect(database.prepare("SELECT * FROM session_history").get()).toEqual({
      id: `start server ${at(1)}`,
      project_id: "webapp",
      template_id: "server",
      started_at: at(1),
      ended_at: at(2),
      exit_code: 0,
      status: "exited",
    });
    database.close();
  });

  test("The history keeps no more runs and no older ones than the settings say", async () => {
    const history = aHistory({ history_max_runs: 3, history_max_days: 10 });
    await history.append([started("old", at(0, 1)), ended("old", at(1, 1))], names);
    await history.append(
      [1, 2, 3, 4, 5].flatMap((n) => [started("a", at(2 * n)), ended("a", at(2 * n + 1))]),
      names,
    );
    expect((await history.runs({ limit: 10 })).map((run) => run.started_at)).toEqual([at(10), at(8), at(6)]);
  });

  test("The history of a session has its own events and those of its project and window, not those of others", async () => {
    const history = aHistory();
    const project_opened = (project_id: string): Event => ({
      id: `opened ${project_id}`,
      type: "project_opened",
      data: { project_id },
      timestamp: at(1),
    });
    const quit: Event = { id: "quit", type: "app_quit_requested", data: { action: "keep_all" }, timestamp: at(4) };
    const mine = [project_opened("webapp"), started("server", at(2)), quit];
    await history.append([...mine, project_opened("shop"), started("tests", at(3))], names);
    const events = await history.events({ session: session("server"), limit: 10 });
    expect(events.map(({ id }) => id)).toEqual(mine.map(({ id }) => id).reverse());
  });

  test("The output that earlier builds stored with events is forgotten when the history is next opened", async () => {
    await aHistory().append([started("server", at(1))], names);
    const database = new DatabaseSync(path);
    const data = { ...session("server"), entries: [{ timestamp: at(2), content: "a secret", entry_type: "output" }] };
    const old = { id: "old", type: "session_output", data, timestamp: at(2) };
    database
      .prepare("INSERT INTO events VALUES (?, ?, ?), ('broken', '2024', '{')")
      .run("old", at(2), JSON.stringify(old));
    database.exec("PRAGMA user_version = 0");
    database.close();
    expect((await aHistory().events({ session: session("server"), limit: 10 })).map(({ id }) => id)).toContain("old");
    const opened = new DatabaseSync(path);
    expect(JSON.stringify(opened.prepare("SELECT * FROM events").all())).not.toContain("secret");
    opened.close();
  });

  test("The history is empty after it was cleared", async () => {
    const history = aHistory();
    await history.append([started("server", at(1)), ended("server", at(2))], names);
    await history.clear();
    expect([await history.runs({ limit: 9 }), await history.events({ limit: 9 })]).toEqual([[], []]);
  });

  test("The history keeps everything if not all of it can be cleared", async () => {
    const history = aHistory();
    await history.append([started("server", at(1)), ended("server", at(2))], names);
    const database = new DatabaseSync(path);
    database.exec("CREATE TRIGGER kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'kept'); END");
    await history.clear();
    database.close();
    expect([(await history.runs({ limit: 9 })).length, (await history.events({ limit: 9 })).length]).toEqual([1, 2]);
  });
});

describe("a history that cannot be kept", () => {
  test.each([
    ["is no database", () => writeFileSync(path, "not a database at all, whatever its name says".repeat(50))],
    [
      "has tables of something else",
      () => {
        const database = new DatabaseSync(path);
        database.exec("CREATE TABLE session_history (mine)");
        database.close();
      },
    ],
  ])("A history file that %s is set aside and begun anew", async (_why, damage) => {
    damage();
    const history = aHistory();
    await history.append([started("server", at(1))], names);
    expect(await history.runs({ limit: 1 })).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.includes(".damaged-2024-06-30"))).not.toEqual([]);
  });

  test("A history that another program writes is written with the next events, without an error", async () => {
    const history = aHistory();
    await history.append([started("server", at(1))], names);
    const other = new DatabaseSync(path);
    other.exec("BEGIN EXCLUSIVE");
    await history.append([ended("server", at(2))], names);
    other.exec("COMMIT");
    other.close();
    await history.append([started("server", at(3))], names);
    expect((await history.runs({ limit: 9 })).map(({ ended_at }) => ended_at)).toEqual([null, at(2)]);
  });

  test("A history whose folder cannot be made stops nobody", async () => {
    writeFileSync(join(folder, "file"), "");
    const history = createHistory(join(folder, "file", "history.sqlite"));
    await history.append([started("server", at(1))], names);
    expect(await history.runs({ limit: 1 })).toEqual([]);
  });
});

test.runIf(SmallDisk.possible)(
  "on a full disk nothing is thrown or set aside, and what came meanwhile is kept when there is room",
  async () => {
    const disk = SmallDisk.mount({ pages: 128, path: folder })!;
    try {
      const history = aHistory({ history_max_runs: 1_000, history_max_days: 90 });
      await history.append([started("server", at(1))], names);
      disk.fill();
      const many = Array.from({ length: 200 }, (_, n) => started(`tests-${n}`, at(2)));
      await history.append(many, names);
      disk.hasRoomAgain();
      await history.append([ended("server", at(5))], names);
      expect((await history.runs({ limit: 1_000 })).length).toBe(201);
      expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
    } finally {
      disk.unmount();
    }
  },
);
