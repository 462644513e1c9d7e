import * as vm from "node:vm";
import { parse } from "acorn";
import type { Token } from "acorn";

/**
 * The oldest JavaScript that a script may meet: the library of macOS 12 as shipped (JavaScriptCore of Safari 15.0);
 * in syntax ES2020, the level that scripts are to be written in, and none of what JavaScriptCore learned later though
 * it is older in the standard (lookbehind: Safari 16.4).
 */
const ecmaVersion = 2020;

/** What Node has and that library lacks; by owner, as an expression over its globals. */
const missing: Record<string, string[]> = {
  globalThis: ["SharedArrayBuffer", "Atomics", "Iterator", "structuredClone", "SuppressedError", "DisposableStack"],
  Array: ["fromAsync"],
  "Array.prototype": ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"],
  "Object.getPrototypeOf(Int8Array.prototype)": ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "with"],
  "String.prototype": ["at", "isWellFormed", "toWellFormed"],
  Object: ["hasOwn", "groupBy"],
  Map: ["groupBy"],
  Promise: ["withResolvers", "try"],
  "Set.prototype": [
    "union",
    "intersection",
    "difference",
    "symmetricDifference",
    "isSubsetOf",
    "isSupersetOf",
    "isDisjointFrom",
  ],
  "ArrayBuffer.prototype": ["resize", "resizable", "maxByteLength", "transfer", "transferToFixedLength", "detached"],
  "RegExp.prototype": ["unicodeSets"],
  "Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))": [
    ...["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find"],
  ],
  Error: ["captureStackTrace", "isError"],
};

const lookbehind = /\(\?<[=!]/;

/** JavaScriptCore compiled lookbehind only later; a class or an escape cannot hold `(?<` as a group. */
function hasLookbehind(pattern: string): boolean {
  return lookbehind.test(pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, ""));
}

function refuseLookbehind(token: Token): void {
  const regexp = (token as Token & { value?: unknown }).value as { pattern?: unknown } | undefined;
  if (token.type.label === "regexp" && typeof regexp?.pattern === "string" && hasLookbehind(regexp.pattern)) {
    throw new SyntaxError("Invalid regular expression: invalid group specifier name");
  }
}

/** A message if the text is not a script at this language level; null if it is. */
export function syntaxProblem(script: string): string | null {
  try {
    parse(script, { ecmaVersion, sourceType: "script", onToken: refuseLookbehind });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A world for one script: the language and nothing else, with the two ways to put something into it. */
export interface Realm {
  global: typeof globalThis & Record<string, unknown>;
  /** A function of that world, so that nothing of Node can be reached through it. */
  function(body: (...args: never[]) => unknown): object;
  /** A new callable of that world without any property of its own that would bind a proxy. */
  callable(): () => unknown;
}

/**
 * A new world for one script: an ordinary global object without anything of Node, V8 or browsers, so that a global
 * that JXA protects is protected against `const` as well.
 */
export function createRealm(): Realm {
  const global = vm.createContext(vm.constants.DONT_CONTEXTIFY) as Realm["global"];
  vm.runInContext(preparation, global);
  return {
    global,
    function: vm.runInContext("(body) => (...args) => body(...args)", global) as Realm["function"],
    callable: vm.runInContext("() => () => undefined", global) as Realm["callable"],
  };
}

const preparation = `(() => {
  ${Object.entries(missing)
    .map(([owner, names]) => `for (const name of ${JSON.stringify(names)}) delete (${owner})[name];`)
    .join("\n  ")}
  for (const name of ["console", "WebAssembly"]) delete globalThis[name];
  const hasLookbehind = (pattern) =>
    ${lookbehind}.test(pattern.replace(/\\\\[\\s\\S]|\\[(?:\\\\[\\s\\S]|[^\\]\\\\])*\\]/g, ""));
  const check = (args) => {
    if (typeof args[0] === "string" && hasLookbehind(args[0])) {
      throw new SyntaxError("Invalid regular expression: invalid group specifier name");
    }
    return args;
  };
  const Original = RegExp;
  globalThis.RegExp = new Proxy(Original, {
    apply: (target, self, args) => Reflect.apply(target, self, check(args)),
    construct: (target, args, newTarget) => Reflect.construct(target, check(args), newTarget),
  });
  Original.prototype.constructor = globalThis.RegExp;
})()`;
