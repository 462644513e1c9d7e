/** The real API fails on a name that does not exist only later, as `undefined`; here it fails at once and says so. */

/** Names that React, Node and bundlers ask of any value. */
const asked = new Set(["then", "toJSON", "default", "__esModule", "prototype", "constructor", "name", "length"]);

/** A copy of `members` that throws on any other name. */
export function strict<Members extends object>(owner: string, members: Members): Members {
  return Object.assign(Object.create(refusal(owner, Object.prototype)) as object, members) as Members;
}

/** Gives a component its members and makes it throw on any other capitalized one (`List.Nonsense`). */
export function component<Component extends object, Members extends object>(
  owner: string,
  render: Component,
  members: Members,
): Component & Members & { displayName: string } {
  if (typeof render === "function") Object.setPrototypeOf(render, refusal(owner, Function.prototype, /^[A-Z]/));
  return Object.assign(render, members, { displayName: owner });
}

function refusal(owner: string, prototype: object, names = /^\w/): object {
  return new Proxy(prototype, {
    get(target, name, receiver): unknown {
      if (typeof name === "symbol" || asked.has(name) || name in target || !names.test(name) || name.startsWith("$$")) {
        return Reflect.get(target, name, receiver);
      }
      throw new TypeError(`The test Mac's @raycast/api has no ${owner}.${name}`);
    },
  });
}

/** Stands for a part of the API that is not modelled: every use of it throws. */
export function unmodelled<Name extends string>(names: readonly Name[]): Record<Name, unknown> {
  const refuse = (name: string) =>
    new Proxy(() => undefined, {
      get: (_target, member) => fail(`${name}.${String(member)}`),
      apply: () => fail(name),
      construct: () => fail(name),
    });
  return Object.fromEntries(names.map((name) => [name, refuse(name)])) as Record<Name, unknown>;
}

function fail(name: string): never {
  throw new TypeError(`The test Mac does not model ${name} of @raycast/api`);
}
