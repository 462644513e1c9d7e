import { expect, test } from "vitest";
import { installed } from "./fixture.ts";

const stack = `import { Action, ActionPanel, Detail, List, LocalStorage, useNavigation } from "@raycast/api"; import { useState } from "react";
  function Second() { const { pop } = useNavigation();
    return <Detail markdown="second" navigationTitle="Second" actions={<ActionPanel><Action title="Back" onAction={pop} /></ActionPanel>} />; }
  export default () => { const { push } = useNavigation(); const [n, setN] = useState(0);
    return <List navigationTitle={"First " + n}><List.Item title="a" /><List.Item title="b" actions={<ActionPanel>
      <Action.Push title="Show" target={<Second />} onPop={() => LocalStorage.setItem("popped", true)} />
      <Action title="Count and Push" onAction={() => { setN(n + 1); push(<Second />, () => setN((x) => x + 10)); }} />
    </ActionPanel>} /></List>; };`;

test("Action.Push and push() put a view on top; the views below keep their state, query and selection", async () => {
  const raycast = await installed({ commands: { stack } });
  const view = await raycast.open("stack");
  await view.select("b");
  await view.perform("Show");
  await view.until(({ title }) => title === "Second");
  expect(view.depth).toBe(2);
  await view.perform("Back");
  await view.until(({ depth }) => depth === 1);
  expect(view.selected?.title).toBe("b");
  await raycast.until(() => raycast.storage.get("popped"));
  await view.perform("Count and Push");
  await view.until(({ depth }) => depth === 2);
  await view.escape();
  await view.until(({ title }) => title === "First 11");
});

test("Escape at the first view, and pop() there, leave the command", async () => {
  const raycast = await installed({ commands: { stack } });
  const view = await raycast.open("stack");
  await view.escape();
  expect(view.closed).toBe(true);
});

test("opening a command takes the place of the one on screen, which is unloaded", async () => {
  const other = `import { Detail } from "@raycast/api"; export default () => <Detail />;`;
  const raycast = await installed({ commands: { stack, other } });
  const first = await raycast.open("stack");
  const second = await raycast.open("other");
  expect(first.closed).toBe(true);
  expect(raycast.window).toBe(second);
});
