import { expect, test } from "vitest";
import { installed } from "./fixture.ts";
import { markdownToHtml } from "./picture/markdown.ts";

const list = `import { Action, ActionPanel, Color, Icon, Keyboard, List, showToast } from "@raycast/api";
  export default () => <List navigationTitle="List Projects"><List.Section title="Running"><List.Item title="api <b>" subtitle="~/api"
    icon={{ source: Icon.CircleFilled, tintColor: Color.Green }} accessories={[{ text: "2 sessions" }]} actions={<ActionPanel>
      <Action title="Open" onAction={() => showToast({ title: "Opened" })} /><Action title="Focus" onAction={() => {}} />
      <ActionPanel.Section title="Danger"><Action title="Close" style={Action.Style.Destructive} shortcut={Keyboard.Shortcut.Common.Remove} onAction={() => {}} /></ActionPanel.Section></ActionPanel>} />
  </List.Section></List>;`;

test("a list as text reads like the screen", async () => {
  const view = await (await installed({ commands: { list } })).open("list");
  await view.perform("Open");
  expect(view.text()).toBe(
    [
      "── List Projects ──",
      "Running",
      "▸ (circle-filled, green) api <b>  ~/api  [2 sessions]",
      "Actions: Open ↵ · Focus ⌘↵ · Close ⌃X (destructive)",
      "[success] Opened",
    ].join("\n"),
  );
});

test("a list as a page stands on its own, tints its icons and escapes what commands say", async () => {
  const view = await (await installed({ commands: { list } })).open("list");
  const html = view.html();
  expect(html).toContain("api &#60;b&#62;");
  expect(html).toMatch(/<svg class="icon"[^>]*color:#59d499/);
  expect(html).toContain("<kbd>⌃X</kbd>");
  expect(html).not.toMatch(/<script|<link|src="http/);
});

test("forms, details and menus have pictures too", async () => {
  const commands = {
    form: `import { Form } from "@raycast/api"; export default () => <Form><Form.TextField id="n" title="Name" defaultValue="x" error="Taken" /><Form.Checkbox id="c" label="Auto" /><Form.Separator /></Form>;`,
    detail: `import { Detail } from "@raycast/api"; export default () => <Detail markdown={"# T\\n![](data:image/svg+xml;base64,AAAA)"} metadata={<Detail.Metadata><Detail.Metadata.Link title="Site" text="x" target="https://x" /></Detail.Metadata>} />;`,
    bar: `import { MenuBarExtra } from "@raycast/api"; export default () => <MenuBarExtra title="3"><MenuBarExtra.Submenu title="api"><MenuBarExtra.Item title="Focus" onAction={() => {}} /></MenuBarExtra.Submenu></MenuBarExtra>;`,
  };
  const raycast = await installed({ commands, manifest: { bar: { mode: "menu-bar" } } });
  const form = await raycast.open("form");
  expect(form.text()).toContain("Name: x  ⚠ Taken\n  Auto: ☐");
  expect(form.html()).toContain('<div class="error">Taken</div>');
  const detail = await raycast.open("detail");
  expect(detail.text()).toContain("Site: x");
  expect(detail.html()).toContain('<img src="data:image/svg+xml;base64,AAAA" alt="">');
  await raycast.menuBar("bar").run();
  expect(raycast.menuBar("bar").text()).toBe("▾ 3\n  api ▸\n    Focus");
  expect(raycast.menuBar("bar").html()).toContain("<span>Focus</span>");
});

test("markdown: headings, lists, tables, code, emphasis and links; raw HTML stays text", () => {
  const html = markdownToHtml(
    "## A *b* **c** `<d>`\n\n- one\n- two\n\n| x | y |\n|---|---|\n| 1 | `a` |\n\n```\n<code>\n```\n<script>\n[l](javascript:x)",
  );
  expect(html).toContain("<h2>A <em>b</em> <strong>c</strong> <code>&#60;d&#62;</code></h2>");
  expect(html).toContain("<ul><li>one</li><li>two</li></ul>");
  expect(html).toContain("<tr><td>1</td><td><code>a</code></td></tr>");
  expect(html).toContain("<pre>&#60;code&#62;</pre>");
  expect(html).toContain('&#60;script&#62;<br><a href="#">l</a>');
});
