import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { iterm2Terms, jxaName, pluralName } from "./terms.ts";
import type { ClassName, ClassTerm, CommandTerm } from "./terms.ts";

/** iTerm2's scripting dictionary, where iTerm2 is installed; `ITERM2_SDEF` names another copy. */
const sdefPath = process.env["ITERM2_SDEF"] ?? "/Applications/iTerm.app/Contents/Resources/iTerm2.sdef";

interface XmlNode {
  tag: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

/** Enough XML for a scripting dictionary: elements and attributes; text, comments and CDATA are dropped. */
function parseXml(source: string): XmlNode {
  const root: XmlNode = { tag: "", attributes: {}, children: [] };
  const open = [root];
  const markup = source.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>/g, "");
  for (const [, closing, tag, attributeText, selfClosing] of markup.matchAll(
    /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>/g,
  )) {
    if (closing) {
      open.pop();
      continue;
    }
    const attributes = Object.fromEntries(
      [...(attributeText ?? "").matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value ?? ""]),
    );
    const node: XmlNode = { tag: tag ?? "", attributes, children: [] };
    open.at(-1)?.children.push(node);
    if (!selfClosing) open.push(node);
  }
  return root;
}

const childrenOf = (node: XmlNode, tag: string) => node.children.filter((child) => child.tag === tag);
const named = (node: XmlNode) => jxaName(node.attributes.name ?? "");

function typeOf(node: XmlNode): string {
  const [nested] = childrenOf(node, "type");
  if (nested)
    return nested.attributes.list === "yes" ? `${nested.attributes.type} list` : (nested.attributes.type ?? "");
  return node.attributes.type ?? "";
}

function commandOf(node: XmlNode): CommandTerm {
  const [direct] = childrenOf(node, "direct-parameter");
  const [result] = childrenOf(node, "result");
  const parameters = childrenOf(node, "parameter").map((parameter) => [
    named(parameter),
    { type: typeOf(parameter), optional: parameter.attributes.optional === "yes" },
  ]);
  return {
    direct: direct ? (typeOf(direct) as CommandTerm["direct"]) : null,
    parameters: Object.fromEntries(parameters) as CommandTerm["parameters"],
    result: result ? (typeOf(result) as CommandTerm["result"]) : null,
  };
}

/** Commands with a handler of their own and no object to be called on are the application's. */
function applicationCommands(suite: XmlNode): string[] {
  return childrenOf(suite, "command")
    .filter((command) => childrenOf(command, "cocoa").some((cocoa) => cocoa.attributes.class))
    .filter((command) => commandOf(command).direct !== "specifier")
    .map(named);
}

function classOf(node: XmlNode, extraCommands: string[]): ClassTerm {
  const properties = childrenOf(node, "property").map((property) => [
    named(property),
    { type: typeOf(property), writable: property.attributes.access !== "r" },
  ]);
  const elements = childrenOf(node, "element").map((element) => [
    pluralName(element.attributes.type ?? ""),
    element.attributes.type,
  ]);
  return {
    properties: Object.fromEntries(properties) as ClassTerm["properties"],
    elements: Object.fromEntries(elements) as ClassTerm["elements"],
    respondsTo: [
      ...childrenOf(node, "responds-to").map((command) => jxaName(command.attributes.command ?? "")),
      ...extraCommands,
    ].sort(),
  };
}

describe("names as JXA makes them", () => {
  test.each([
    ["unique ID", "uniqueID"],
    ["ANSI black color", "ANSIBlackColor"],
    ["is at shell prompt", "isAtShellPrompt"],
    ["create tab with default profile", "createTabWithDefaultProfile"],
    ["launch API script named", "launchAPIScriptNamed"],
    ["tty", "tty"],
  ])("%s is %s", (term, name) => {
    expect(jxaName(term)).toBe(name);
  });
});

describe.runIf(existsSync(sdefPath))("the term table agrees with iTerm2's own scripting dictionary", () => {
  const sdef = existsSync(sdefPath) ? readFileSync(sdefPath, "utf8") : "";
  const [dictionary] = childrenOf(parseXml(sdef), "dictionary");
  const suites = dictionary ? childrenOf(dictionary, "suite") : [];
  const own = suites.find((suite) => suite.attributes.name === "iTerm2 Suite");
  const classes = suites.flatMap((suite) => childrenOf(suite, "class"));
  const commands = suites.flatMap((suite) => childrenOf(suite, "command"));

  test("it has the same classes", () => {
    expect(Object.keys(iterm2Terms.classes).sort()).toEqual(classes.map(named).sort());
  });

  test.each(classes.map((node) => [named(node), node] as const))(
    "%s has the same properties with the same access, elements and commands",
    (name, node) => {
      const term = iterm2Terms.classes[name as ClassName];
      const extra = name === "application" && own ? applicationCommands(own) : [];
      expect({ ...term, respondsTo: [...term.respondsTo].sort() }).toEqual(classOf(node, extra));
    },
  );

  test("it has the same commands", () => {
    expect(Object.keys(iterm2Terms.commands).sort()).toEqual(commands.map(named).sort());
  });

  test.each(commands.map((node) => [named(node), node] as const))(
    "%s has the same direct parameter, named parameters and result",
    (name, node) => {
      expect(iterm2Terms.commands[name]).toEqual(commandOf(node));
    },
  );
});
