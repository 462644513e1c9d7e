import { createElement, type ReactNode } from "react";
import type * as Raycast from "@raycast/api";
import { call } from "../port.ts";
import { useNavigation } from "../navigation.ts";
import { copy, paste } from "./clipboard.ts";
import { ActionStyle, Icon, PickDateType } from "./enums.ts";
import { isFullDay } from "./form.ts";
import { host } from "./slots.ts";
import { component } from "./strict.ts";
import { open, showInFinder, trash } from "./system.ts";
import { closeMainWindow, showHUD } from "./window.ts";

/** Everything an action panel can show is one host element, `Action`, with the `kind` of the convenience. */

interface Shown {
  title: string;
  icon?: Raycast.Image.ImageLike | null;
  shortcut?: Raycast.Keyboard.Shortcut | null;
  style?: Raycast.Action.Style;
  autoFocus?: boolean;
}

function action(kind: string, shown: Shown, onAction: (...args: never[]) => unknown, extra: object = {}): ReactNode {
  const { title, icon, shortcut, style, autoFocus } = shown;
  return createElement("Action", { kind, title, icon, shortcut, style, autoFocus, onAction, ...extra });
}

const members = {
  Style: ActionStyle,
  CopyToClipboard: (props: Raycast.Action.CopyToClipboard.Props) => {
    const shown = { ...props, title: props.title ?? "Copy to Clipboard", icon: props.icon ?? Icon.CopyClipboard };
    const { content, transient, concealed } = props;
    const run = async () => {
      await copy(content, { transient, concealed });
      await showHUD("Copied to Clipboard");
      props.onCopy?.(content);
    };
    return action("CopyToClipboard", shown, run, { content });
  },
  Paste: (props: Raycast.Action.Paste.Props) => {
    const shown = { ...props, title: props.title ?? "Paste", icon: props.icon ?? Icon.Clipboard };
    const run = async () => {
      await closeMainWindow();
      await paste(props.content);
      props.onPaste?.(props.content);
    };
    return action("Paste", shown, run, { content: props.content });
  },
  Open: (props: Raycast.Action.Open.Props) => {
    const run = async () => {
      await open(props.target, props.application);
      await closeMainWindow();
      props.onOpen?.(props.target);
    };
    return action("Open", { ...props, icon: props.icon ?? Icon.Finder }, run, { target: props.target });
  },
  OpenInBrowser: (props: Raycast.Action.OpenInBrowser.Props) => {
    const shown = { ...props, title: props.title ?? "Open in Browser", icon: props.icon ?? Icon.Globe };
    const run = async () => {
      await open(props.url);
      await closeMainWindow();
      props.onOpen?.(props.url);
    };
    return action("OpenInBrowser", shown, run, { target: props.url });
  },
  OpenWith: (props: Raycast.Action.OpenWith.Props) => {
    const shown = { ...props, title: props.title ?? "Open With", icon: props.icon ?? Icon.Upload };
    const run = async (application?: string) => {
      await open(props.path, application);
      await closeMainWindow();
      props.onOpen?.(props.path);
    };
    return action("OpenWith", shown, run, { target: props.path });
  },
  ShowInFinder: (props: Raycast.Action.ShowInFinder.Props) => {
    const shown = { ...props, title: props.title ?? "Show in Finder", icon: props.icon ?? Icon.Finder };
    const run = async () => {
      await showInFinder(props.path);
      await closeMainWindow();
      props.onShow?.(props.path);
    };
    return action("ShowInFinder", shown, run, { target: String(props.path) });
  },
  Trash: (props: Raycast.Action.Trash.Props) => {
    const shown = { ...props, title: props.title ?? "Move to Trash", icon: props.icon ?? Icon.Trash };
    const run = async () => {
      await trash(props.paths);
      props.onTrash?.(props.paths);
    };
    return action("Trash", shown, run);
  },
  Push: (props: Raycast.Action.Push.Props) => {
    const { push } = useNavigation();
    const run = () => {
      push(props.target, props.onPop);
      props.onPush?.();
    };
    return action("Push", props, run);
  },
  SubmitForm: component(
    "Action.SubmitForm",
    <Values extends Raycast.Form.Values>(props: Raycast.Action.SubmitForm.Props<Values>) =>
      createElement("Action", {
        kind: "SubmitForm",
        title: props.title ?? "Submit Form",
        icon: props.icon,
        shortcut: props.shortcut,
        style: props.style,
        onSubmit: props.onSubmit,
      }),
    {},
  ),
  CreateQuicklink: (props: Raycast.Action.CreateQuicklink.Props) => {
    const shown = { ...props, title: props.title ?? "Create Quicklink", icon: props.icon ?? Icon.Link };
    const { link, name } = props.quicklink;
    return action("CreateQuicklink", shown, () => call("quicklink.create", { link, name }), { target: link });
  },
  CreateSnippet: (props: Raycast.Action.CreateSnippet.Props) =>
    action("CreateSnippet", { ...props, title: props.title ?? "Create Snippet" }, notModelled("CreateSnippet")),
  InstallMCPServer: (props: Raycast.Action.InstallMCPServer.Props) =>
    action("InstallMCPServer", { ...props, title: props.title ?? "Install MCP Server" }, notModelled("MCP servers")),
  ToggleQuickLook: (props: Raycast.Action.ToggleQuickLook.Props) =>
    action("ToggleQuickLook", { ...props, title: props.title ?? "Quick Look", icon: props.icon ?? Icon.Eye }, () => {}),
  PickDate: Object.assign(
    (props: Raycast.Action.PickDate.Props) =>
      action("PickDate", props, (date?: Date | null) => props.onChange(date ?? null)),
    { Type: PickDateType, isFullDay },
  ),
};

function notModelled(what: string) {
  return () => {
    throw new TypeError(`The test Mac does not model ${what}`);
  };
}

const plainAction = (props: Raycast.Action.Props) => {
  const { onAction = () => undefined } = props;
  return action("Action", props, () => onAction());
};

export const Action = component("Action", plainAction, members);

export const ActionPanel = component("ActionPanel", (props: Raycast.ActionPanel.Props) => host("ActionPanel", props), {
  Section: (props: Raycast.ActionPanel.Section.Props) => host("ActionPanel.Section", props),
  Submenu: (props: Raycast.ActionPanel.Submenu.Props) => host("ActionPanel.Submenu", props),
  Item: Action,
});
