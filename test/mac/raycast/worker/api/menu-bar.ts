import type * as Raycast from "@raycast/api";
import { host } from "./slots.ts";
import { component } from "./strict.ts";

export const MenuBarExtra = component(
  "MenuBarExtra",
  (props: Raycast.MenuBarExtra.Props) => host("MenuBarExtra", props),
  {
    Item: (props: Raycast.MenuBarExtra.Item.Props) => host("MenuBarExtra.Item", props, { alternate: props.alternate }),
    Section: (props: Raycast.MenuBarExtra.Section.Props) => host("MenuBarExtra.Section", props),
    Separator: () => host("MenuBarExtra.Separator", {}),
    Submenu: (props: Raycast.MenuBarExtra.Submenu.Props) => host("MenuBarExtra.Submenu", props),
  },
);
