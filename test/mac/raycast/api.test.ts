import { expect, test } from "vitest";
import { declaredEnums } from "./declarations.ts";
import { installed } from "./fixture.ts";

const tried = async (...expressions: string[]) => {
  const list = expressions.map((one) => `() => ${one}`).join(", ");
  const probe = `import * as api from "@raycast/api"; const { environment } = api;
    export default async () => JSON.stringify([${list}].map((f) => { try { return f() ?? null; } catch (e) { return "threw: " + e.message; } }));`;
  const raycast = await installed({ commands: { probe }, manifest: { probe: { mode: "no-view" } } });
  return JSON.parse(String((await raycast.run("probe")).value)) as unknown[];
};

test("an API name that does not exist throws where it is used", async () => {
  const missing = "The test Mac's @raycast/api has no ";
  expect(
    await tried(
      "api.Nonsense",
      "api.Icon.Nonsense",
      "api.List.Nonsense",
      "api.Action.Nonsense",
      "api.Color.Teal",
      "api.LocalStorage.getItems",
    ),
  ).toEqual([
    `threw: ${missing}@raycast/api.Nonsense`,
    `threw: ${missing}Icon.Nonsense`,
    `threw: ${missing}List.Nonsense`,
    `threw: ${missing}Action.Nonsense`,
    `threw: ${missing}Color.Teal`,
    `threw: ${missing}LocalStorage.getItems`,
  ]);
});

test("an API that exists and is not modelled throws when used, and cannot be accessed", async () => {
  expect(
    await tried(
      `api.AI.ask("x")`,
      "api.getSelectedText()",
      "environment.canAccess(api.AI)",
      "environment.canAccess(api.Cache)",
    ),
  ).toEqual([
    "threw: The test Mac does not model AI.ask of @raycast/api",
    "threw: The test Mac does not model getSelectedText of @raycast/api",
    false,
    true,
  ]);
});

test("enumerations have the values of Raycast's own declarations", async () => {
  expect(
    await tried(
      "api.Icon.Terminal",
      "api.Toast.Style.Failure",
      "api.LaunchType.Background",
      "api.Alert.ActionStyle.Destructive",
    ),
  ).toEqual(["terminal-16", "FAILURE", "background", "destructive"]);
  expect(Object.keys(declaredEnums()["Icon"] ?? {}).length).toBeGreaterThan(400);
  expect(
    await tried("api.Keyboard.Shortcut.Common.Pin.macOS", "api.Image.Mask.Circle", "api.Action.Style.Destructive"),
  ).toEqual([{ modifiers: ["cmd", "shift"], key: "p" }, "circle", "destructive"]);
});

test("the environment says where the command is", async () => {
  const [environment] = await tried("environment");
  expect(environment).toMatchObject({
    commandName: "probe",
    commandMode: "no-view",
    extensionName: "fixture",
    ownerOrAuthorName: "somebody",
    isDevelopment: false,
    launchType: "userInitiated",
  });
});
