import { expect, test } from "vitest";
import { installed } from "./fixture.ts";

const imports = `import { Action, ActionPanel, Color, Icon, Keyboard, List, LocalStorage } from "@raycast/api"; import { useEffect, useState } from "react";`;
const panel = `<ActionPanel>
  <Action title="Open" icon={Icon.Terminal} onAction={() => LocalStorage.setItem("opened", true)} />
  <ActionPanel.Section title="Copy">
    <Action.CopyToClipboard title="Copy Path" content="/a" shortcut={Keyboard.Shortcut.Common.CopyPath} />
    <ActionPanel.Submenu title="More"><Action title="Deep" onAction={() => LocalStorage.setItem("deep", true)} /></ActionPanel.Submenu>
  </ActionPanel.Section>
  <ActionPanel.Section><Action title="Delete" style={Action.Style.Destructive} shortcut={{ modifiers: ["ctrl"], key: "x" }} onAction={() => {}} /></ActionPanel.Section>
</ActionPanel>`;
const projects = `${imports} export default () => <List filtering={{ keepSectionOrder: true }} searchBarPlaceholder="Search projects">
  <List.Section title="Running" subtitle="1">
    <List.Item id="api" title="api server" subtitle={{ value: "~/api", tooltip: "/Users/me/api" }} keywords={["backend"]}
      icon={{ source: Icon.CircleFilled, tintColor: Color.Green }}
      accessories={[{ text: "2" }, { tag: { value: "dev", color: Color.Blue } }, { icon: Icon.Pin, tooltip: "Pinned" }]}
      actions={${panel}} />
  </List.Section>
  <List.Section title="All">
    <List.Item id="web" title="Web App" /><List.Item id="cafe" title="Café API" />
  </List.Section>
</List>;`;

test("sections, items, accessories and tooltips are what the command rendered", async () => {
  const view = await (await installed({ commands: { projects } })).open("projects");
  expect(view.sections.map(({ title, subtitle, items }) => [title, subtitle, items.map(({ id }) => id)])).toEqual([
    ["Running", "1", ["api"]],
    ["All", "", ["web", "cafe"]],
  ]);
  const [api] = view.items;
  expect(api).toMatchObject({ icon: "circle-filled-16", iconTint: "raycast-green", subtitleTooltip: "/Users/me/api" });
  expect(api?.accessories).toMatchObject([
    { kind: "text", text: "2" },
    { kind: "tag", text: "dev", color: "raycast-blue" },
    { kind: "icon", icon: "pin-16", tooltip: "Pinned" },
  ]);
  expect(view.placeholder).toBe("Search projects");
});

test("the panel is that of the selected item: Enter and ⌘Enter belong to its first two actions", async () => {
  const raycast = await installed({ commands: { projects } });
  const view = await raycast.open("projects");
  expect(view.selected?.id).toBe("api");
  expect(
    view
      .actions()
      .map(({ title, key, shortcut, section, submenu, style }) => [title, key ?? shortcut, section, submenu, style]),
  ).toEqual([
    ["Open", "↵", null, [], "regular"],
    ["Copy Path", "⌘↵", "Copy", [], "regular"],
    ["Deep", null, "Copy", ["More"], "regular"],
    ["Delete", "⌃X", null, [], "destructive"],
  ]);
  expect(new Set(view.actions().map(({ sectionIndex }) => sectionIndex)).size).toBe(3);
  await view.press("↵");
  await view.perform("More › Deep");
  expect(raycast.storage.all()).toEqual({ opened: true, deep: true });
  await view.perform("Copy Path");
  expect(raycast.desktop.clipboard[0]?.text).toBe("/a");
  await view.select("web");
  expect(view.actions()).toEqual([]);
});

test("Raycast filters by title and keywords, not by subtitle, and folds accents; keepSectionOrder keeps the order", async () => {
  const view = await (await installed({ commands: { projects } })).open("projects");
  const found = async (query: string) => (await view.search(query), view.items.map(({ id }) => id));
  expect(await found("api")).toEqual(["api", "cafe"]);
  expect(await found("backend")).toEqual(["api"]);
  expect(await found("~/api")).toEqual([]);
  expect(await found("cafe")).toEqual(["cafe"]);
  expect(await found("")).toHaveLength(3);
});

test("without keepSectionOrder the section with the best match comes first", async () => {
  const commands = { projects: projects.replace("filtering={{ keepSectionOrder: true }}", "") };
  const view = await (await installed({ commands })).open("projects");
  await view.search("Web");
  expect(view.sections.map(({ title }) => title)).toEqual(["All"]);
  await view.search("a");
  expect(view.sections.map(({ title }) => title)).toEqual(["Running", "All"]);
  await view.search("app");
  expect(view.sections[0]?.title).toBe("All");
});

test("onSearchTextChange turns Raycast's filtering off, and hears what is typed", async () => {
  const typed = `${imports} export default () => { const [t, setT] = useState("");
    return <List onSearchTextChange={setT}><List.Item title={"typed " + t} /><List.Item title="other" /></List>; };`;
  const view = await (await installed({ commands: { typed } })).open("typed");
  await view.search("xyz");
  await view.until(({ items }) => items[0]?.title === "typed xyz");
  expect(view.items).toHaveLength(2);
});

test("the empty view is never shown while loading with an empty search bar; each frame is kept to see a flicker", async () => {
  const slow = `${imports} export default () => { const [done, setDone] = useState(false);
    useEffect(() => { void LocalStorage.getItem("x").then(() => setDone(true)); }, []);
    return <List isLoading={!done}><List.EmptyView title="No Projects" description="Create one" actions={<ActionPanel><Action title="New" onAction={() => {}} /></ActionPanel>} /></List>; };`;
  const flicker = `${imports} export default () => { const [items, setItems] = useState([]);
    useEffect(() => { void LocalStorage.getItem("x").then(() => setItems(["a"])); }, []);
    return <List>{items.map((i) => <List.Item key={i} title={i} />)}</List>; };`;
  const raycast = await installed({ commands: { slow, flicker } });
  const view = await raycast.open("slow");
  await view.until(({ emptyView }) => emptyView?.title === "No Projects");
  expect(view.frames.map(({ isLoading, emptyView }) => [isLoading, emptyView])).toEqual([
    [true, null],
    [false, "No Projects"],
  ]);
  expect(view.actions().map(({ title }) => title)).toEqual(["New"]);
  const bad = await raycast.open("flicker");
  await bad.until(({ items }) => items.length);
  expect(bad.frames.map(({ emptyView }) => emptyView)).toEqual(["No Results", null]);
});

test("onSelectionChange hears the first selection and each one after; a vanished item's place is taken", async () => {
  const chosen = `${imports} export default () => { const [ids, setIds] = useState(["a", "b", "c"]); const [seen, setSeen] = useState([]);
    return <List onSelectionChange={(id) => setSeen((s) => [...s, id])} navigationTitle={seen.join()}>
      {ids.map((id) => <List.Item key={id} id={id} title={id} actions={<ActionPanel><Action title="Drop" onAction={() => setIds(ids.filter((x) => x !== id))} /></ActionPanel>} />)}</List>; };`;
  const view = await (await installed({ commands: { chosen } })).open("chosen");
  await view.until(({ title }) => title === "a");
  await view.select("b");
  await view.perform("Drop");
  await view.until(({ title }) => title === "a,b,c");
  expect(view.selected?.id).toBe("c");
});

test("the selected item's detail is shown while isShowingDetail", async () => {
  const detailed = `${imports} export default () => <List isShowingDetail><List.Item title="a" detail={<List.Item.Detail markdown="# A" metadata={
    <List.Item.Detail.Metadata><List.Item.Detail.Metadata.Label title="State" text="running" /><List.Item.Detail.Metadata.Separator />
    <List.Item.Detail.Metadata.TagList title="Tags"><List.Item.Detail.Metadata.TagList.Item text="x" /><List.Item.Detail.Metadata.TagList.Item text="y" /></List.Item.Detail.Metadata.TagList></List.Item.Detail.Metadata>} />} /></List>;`;
  const view = await (await installed({ commands: { detailed } })).open("detailed");
  expect(view.markdown).toBe("# A");
  expect(view.metadata).toEqual([
    { kind: "Label", title: "State", text: "running" },
    { kind: "Separator", title: "", text: "" },
    { kind: "TagList", title: "Tags", text: "x, y" },
  ]);
});

test("text between components is refused, as Raycast renders none", async () => {
  const loose = `${imports} export default () => <List>hello</List>;`;
  const raycast = await installed({ commands: { loose } });
  await expect(raycast.open("loose")).rejects.toThrow('no text outside of its components: "hello"');
});

test("a search bar dropdown is read and chosen from", async () => {
  const dropdown = `${imports} export default () => { const [kind, setKind] = useState("all");
    return <List navigationTitle={kind} searchBarAccessory={<List.Dropdown tooltip="Kind" value={kind} onChange={setKind}>
      <List.Dropdown.Item value="all" title="All" /><List.Dropdown.Section title="S"><List.Dropdown.Item value="w" title="Waiting" /></List.Dropdown.Section></List.Dropdown>} />; };`;
  const view = await (await installed({ commands: { dropdown } })).open("dropdown");
  await view.choose("Waiting");
  await view.until(({ title }) => title === "w");
});

test("200 projects with a full panel each come in one rendering, timed from the loading of the bundle", async () => {
  const many = `${imports} export default () => <List>{Array.from({ length: 200 }, (_, i) => <List.Item key={i} id={"p" + i} title={"Project " + i}
    actions={${panel}} accessories={[{ text: "1" }, { text: "2" }]} />)}</List>;`;
  const view = await (await installed({ commands: { many } })).open("many");
  expect(view.items).toHaveLength(200);
  expect(view.frames).toHaveLength(1);
  expect(view.run.loadToRenderMs).toBeGreaterThan(0);
});

test("a submenu is an action of its own: it takes the place of Enter, and nothing in it has a key of a place", async () => {
  const first = `${imports} export default () => <List actions={<ActionPanel><ActionPanel.Submenu title="More">
    <Action title="In It" onAction={() => {}} /></ActionPanel.Submenu><Action title="After It" onAction={() => {}} />
    <Action title="Third" onAction={() => {}} /></ActionPanel>} />;`;
  const view = await (await installed({ commands: { first } })).open("first");
  expect(view.actions().map(({ title, key }) => [title, key])).toEqual([
    ["In It", null],
    ["After It", "⌘↵"],
    ["Third", null],
  ]);
});

test.each([
  [
    "two items of one id, which Raycast's selection cannot tell apart",
    `<List.Item id="a" title="A" /><List.Item id="a" title="B" />`,
  ],
  ["an item without a title", `<List.Item id="a" title="" />`],
])("%s fail the run", async (_what, items) => {
  const bad = `${imports} export default () => <List>${items}</List>;`;
  const raycast = await installed({ commands: { bad } });
  await expect(raycast.open("bad")).rejects.toThrow(/two items have the id "a"|has no title/);
});

test("a search bar dropdown calls its onChange once by itself, keeps what is chosen, and with storeValue for the next time", async () => {
  const kinds = `${imports} export default () => { const [heard, setHeard] = useState([]);
    return <List navigationTitle={heard.join()} searchBarAccessory={<List.Dropdown tooltip="Kind" storeValue defaultValue="b"
      onChange={(kind) => setHeard((all) => [...all, kind])}>
      <List.Dropdown.Item value="a" title="A" /><List.Dropdown.Item value="b" title="B" /></List.Dropdown>} />; };`;
  const raycast = await installed({ commands: { kinds } });
  const view = await raycast.open("kinds");
  await view.until(({ title }) => title === "b");
  await view.choose("A");
  await view.until(({ title }) => title === "b,a");
  expect(view.dropdown).toMatchObject({ value: "a" });
  const again = await raycast.open("kinds");
  await again.until(({ title }) => title === "a");
});
