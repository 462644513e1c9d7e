import { expect, test, vi } from "vitest";

vi.mock("@raycast/api", () => import("../../mac/raycast/worker/api/keyboard.ts"));
const { SHARED_SHORTCUTS, SHORTCUT } = await import("../../../src/views/shortcuts.ts");

test("a key means one thing, but where the table of shortcuts says that meanings share it", () => {
  const meanings = Object.entries(SHORTCUT);
  const alone = meanings.filter(([meaning]) => !SHARED_SHORTCUTS.some((shared) => shared.includes(meaning as never)));
  const keyOf = (shortcut: unknown) => JSON.stringify(shortcut);
  for (const [meaning, shortcut] of alone) {
    const others = meanings.filter(([other, key]) => other !== meaning && keyOf(key) === keyOf(shortcut));
    expect(
      others.map(([other]) => other),
      `${meaning} shares its key`,
    ).toEqual([]);
  }
  for (const shared of SHARED_SHORTCUTS) {
    expect(new Set(shared.map((meaning) => keyOf(SHORTCUT[meaning]))).size, shared.join(", ")).toBe(1);
  }
  const sets = SHARED_SHORTCUTS.map(([first]) => first && keyOf(SHORTCUT[first]));
  expect(new Set(sets).size).toBe(sets.length);
});
