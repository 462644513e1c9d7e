import type { AppleEvent, AppleEventValue, Specifier } from "../apple-event.ts";
import { standardCommands } from "../terms.ts";
import type { CommandTerm, Dictionary, ValueType } from "../terms.ts";
import type { Realm } from "./language.ts";
import { kindOf } from "./resolve.ts";
import type { Kind } from "./resolve.ts";

/** What specifiers need from the script's surroundings. */
export interface SpecifierHost {
  realm: Realm;
  dictionary: Dictionary;
  /** Sends one event and waits for its value; throws the script's error otherwise. */
  send(event: AppleEvent): AppleEventValue;
  /** Whether the application runs; no event. */
  running(): boolean;
  /** Whether the terms of the dictionary are there; if not, every member that needs them is undefined. */
  hasTerminology(): boolean;
  /** The error of the script's world for an Apple event error number. */
  appleEventError(number: number): Error;
  /** Ends the run, whatever the script catches: it asked for something that the test Mac does not model. */
  refuse(what: string): never;
  lengthSends: "count" | "get";
}

/** A function of the script's world, as a member of a specifier. */
type Member = (...args: unknown[]) => unknown;

const unmodelled = new Set(["whose", "where", "push", "properties", "first", "last"]);
/** What JXA knows of an application besides its dictionary and the standard commands. */
const unmodelledOfApplication = new Set([
  ...["id", "class", "includeStandardAdditions", "strictPropertyScope", "strictCommandScope", "strictParameterType"],
]);
const cannotConvert = -1700;
const parameterMissing = -1715;

/** Makes the lazy proxies that JXA shows for objects, collections and properties of one application. */
export class SpecifierFactory {
  readonly #host: SpecifierHost;
  readonly #specifiers = new WeakMap<object, Specifier>();

  constructor(host: SpecifierHost) {
    this.#host = host;
  }

  /** A proxy that sends nothing until it is called, assigned to, or asked for its length. */
  make(specifier: Specifier): unknown {
    const kind = kindOf(specifier, this.#host.dictionary);
    if (!kind)
      return this.#host.refuse(`The application answered with an impossible specifier: ${JSON.stringify(specifier)}`);
    const proxy: object = new Proxy(this.#host.realm.callable(), {
      apply: () => this.#decode(this.#host.send({ kind: "get", target: specifier })),
      get: (_target, key) => this.#member(specifier, kind, key),
      set: (_target, key, value) => this.#assign(specifier, kind, key, value),
      ownKeys: () => [],
      defineProperty: () => false,
      deleteProperty: () => false,
    });
    this.#specifiers.set(proxy, specifier);
    return proxy;
  }

  #member(specifier: Specifier, kind: Kind, key: string | symbol): unknown {
    if (typeof key === "symbol") {
      return key === Symbol.toPrimitive ? this.#member(specifier, kind, "toString") : undefined;
    }
    if (key === "toString") return this.#function(() => "[object ObjectSpecifier]");
    if (specifier.kind === "application" && key === "running") return this.#function(() => this.#host.running());
    if (unmodelled.has(key) && kind.is !== "value") {
      return this.#host.refuse(`"${key}" of object specifiers is unverified on a Mac; no script may use it`);
    }
    this.#refuseOfApplication(specifier, key);
    const standard = this.#standardCommand(specifier, key);
    if (standard !== undefined) return standard;
    if (!this.#host.hasTerminology()) return undefined;
    return (
      this.#verb(specifier, key) ??
      (kind.is === "collection" ? this.#selection(specifier, key) : undefined) ??
      this.#term(specifier, kind, key) ??
      this.#command(specifier, key)
    );
  }

  #refuseOfApplication(specifier: Specifier, key: string | symbol): void {
    if (specifier.kind === "application" && typeof key === "string" && unmodelledOfApplication.has(key)) {
      this.#host.refuse(`The test Mac does not model "${key}" of an application`);
    }
  }

  /** What every specifier can do. */
  #verb(specifier: Specifier, key: string): unknown {
    const alone = (act: () => unknown) =>
      this.#function((...args) => {
        if (args.length > 0) this.#host.refuse(`The test Mac does not model parameters of "${key}"`);
        return act();
      });
    switch (key) {
      case "get":
        return alone(() => this.#decode(this.#host.send({ kind: "get", target: specifier })));
      case "set":
        return this.#function((value) => {
          this.#host.send({ kind: "set", target: specifier, value: this.#encode(value) });
        });
      case "exists":
        return alone(() => this.#host.send({ kind: "exists", target: specifier }));
      case "count":
        return alone(() => this.#host.send({ kind: "count", target: specifier }));
      default:
        return undefined;
    }
  }

  /** Members of a whole collection: its length, and the ways to pick one element. */
  #selection(specifier: Specifier, key: string): unknown {
    if (specifier.kind !== "elements") return undefined;
    const { of, name } = specifier;
    const element = (by: { index: number } | { id: string | number } | { name: string }) =>
      this.make({ kind: "element", of, name, by });
    if (/^-?\d+$/.test(key)) return element({ index: Number(key) });
    switch (key) {
      case "length":
        return this.#length(specifier);
      case "at":
        return this.#function((index) => element({ index: this.#expect("number", index) }));
      case "byName":
        return this.#function((text) => element({ name: this.#expect("string", text) }));
      case "byId":
        return this.#function((id) => element({ id: typeof id === "number" ? id : this.#expect("string", id) }));
      default:
        return undefined;
    }
  }

  #length(specifier: Specifier): unknown {
    if (this.#host.lengthSends === "count") return this.#host.send({ kind: "count", target: specifier });
    const list = this.#host.send({ kind: "get", target: specifier });
    return Array.isArray(list) ? list.length : 0;
  }

  /** Properties and elements that the dictionary gives to the class. */
  #term(specifier: Specifier, kind: Kind, key: string): unknown {
    if (kind.is === "value") return undefined;
    const term = this.#host.dictionary.classes[kind.class];
    if (Object.hasOwn(term.properties, key)) return this.make({ kind: "property", of: specifier, name: key });
    if (Object.hasOwn(term.elements, key)) return this.make({ kind: "elements", of: specifier, name: key });
    return undefined;
  }

  /** What JXA knows of every application, without its dictionary. */
  #standardCommand(specifier: Specifier, name: string): unknown {
    if (specifier.kind !== "application" || !Object.hasOwn(standardCommands, name)) return undefined;
    return this.#commandFunction(specifier, name, standardCommands[name]);
  }

  /** Every command of the dictionary is there on every specifier; whether it is understood, the application says. */
  #command(specifier: Specifier, name: string): unknown {
    const { commands } = this.#host.dictionary;
    return Object.hasOwn(commands, name) ? this.#commandFunction(specifier, name, commands[name]) : undefined;
  }

  #commandFunction(specifier: Specifier, name: string, term: CommandTerm | undefined): unknown {
    if (!term) return undefined;
    return this.#function((...args) => {
      const { target, direct, parameters } = this.#arguments(specifier, term, args);
      return this.#decode(this.#host.send({ kind: "command", name, target, direct, parameters }));
    });
  }

  /** `command(direct?, { named parameters }?)`; on the application, a specifier may be given as the direct one. */
  #arguments(specifier: Specifier, term: CommandTerm, args: unknown[]) {
    const rest = [...args];
    let target = specifier;
    let direct: AppleEventValue | undefined;
    if (rest.length > 0 && !this.#isRecord(rest[0])) {
      const given = this.#encode(rest.shift(), term.direct === null ? undefined : term.direct);
      if (term.direct === null) throw this.#error(cannotConvert);
      if (term.direct !== "specifier") direct = given;
      else if (specifier.kind === "application" && typeof given === "object" && given && "specifier" in given) {
        target = given.specifier;
      } else throw this.#error(cannotConvert);
    }
    const named = rest.shift();
    if (rest.length > 0 || (named !== undefined && !this.#isRecord(named))) throw this.#error(cannotConvert);
    if (term.direct !== null && term.direct !== "specifier" && direct === undefined)
      throw this.#error(parameterMissing);
    return { target, direct, parameters: this.#parameters(term, named ?? {}) };
  }

  #parameters(term: CommandTerm, named: object): Record<string, AppleEventValue> {
    const parameters: Record<string, AppleEventValue> = {};
    for (const [name, value] of Object.entries(named)) {
      const parameter = Object.hasOwn(term.parameters, name) ? term.parameters[name] : undefined;
      if (!parameter) throw this.#error(cannotConvert);
      parameters[name] = this.#encode(value, parameter.type);
    }
    return parameters;
  }

  #assign(specifier: Specifier, kind: Kind, key: string | symbol, value: unknown): boolean {
    this.#refuseOfApplication(specifier, key);
    const known =
      typeof key === "string" && this.#host.hasTerminology() && this.#term(specifier, kind, key) !== undefined;
    if (!known) throw this.#error(-10006);
    this.#host.send({
      kind: "set",
      target: { kind: "property", of: specifier, name: String(key) },
      value: this.#encode(value),
    });
    return true;
  }

  /** A value as an Apple event carries it; what does not fit the type is not coerced (-1700). */
  #encode(value: unknown, type?: ValueType): AppleEventValue {
    const encoded = this.#plain(value);
    if (encoded === undefined) throw this.#error(cannotConvert);
    if (type === "text" && typeof encoded !== "string") throw this.#error(cannotConvert);
    if (type === "boolean" && typeof encoded !== "boolean") throw this.#error(cannotConvert);
    return encoded;
  }

  #plain(value: unknown): AppleEventValue | undefined {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
    if (Array.isArray(value)) return value.map((item) => this.#encode(item));
    const specifier = typeof value === "function" ? this.#specifiers.get(value) : undefined;
    return specifier ? { specifier } : undefined;
  }

  /** An answer in the script's world: its own arrays, working specifiers, null for missing value. */
  #decode(value: AppleEventValue): unknown {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) {
      const list = new this.#host.realm.global.Array<unknown>();
      for (const item of value) list.push(this.#decode(item));
      return list;
    }
    return this.make(value.specifier);
  }

  #expect(type: "number", value: unknown): number;
  #expect(type: "string", value: unknown): string;
  #expect(type: "number" | "string", value: unknown): unknown {
    if (typeof value !== type) throw this.#error(cannotConvert);
    return value;
  }

  #isRecord(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  #error(number: number): Error {
    return this.#host.appleEventError(number);
  }

  #function(body: Member): object {
    return this.#host.realm.function(body);
  }
}
