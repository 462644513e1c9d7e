import type { Ports } from "../../../src/core/model/ports.ts";

/** A call that the core makes of one of its ports. */
export interface Call {
  number: number;
  /** As `store.saveRuntime`. */
  name: string;
}

export interface Watched {
  ports: Ports;
  calls: Call[];
  /** Resolves when the kill has happened. */
  killed: Promise<Call>;
}

/** Where a command is killed: before the call's effect, or after it and before the command learns of it. */
export interface KillAt {
  number: number;
  side: "before" | "after";
}

/** What may be waited for; a lock is held around others' calls, and the clock is no effect. */
const PORTS = ["terminal", "processes", "runner", "agents", "notifier", "store", "history", "watch"] as const;

/**
 * The same ports, each call counted. From the kill on no call is made and none that was made is answered: a killed
 * worker runs no handler and no `finally`.
 */
export function killedAt(ports: Ports, at: KillAt | null): Watched {
  const calls: Call[] = [];
  let dead = false;
  let die: (call: Call) => void = () => undefined;
  const killed = new Promise<Call>((resolve) => (die = resolve));
  const silence = new Promise<never>(() => undefined);

  const watched = <T extends object>(port: T, portName: string): T =>
    new Proxy(port, {
      get(target, property, receiver) {
        const method: unknown = Reflect.get(target, property, receiver);
        if (typeof method !== "function") return method;
        return async (...args: unknown[]) => {
          if (dead) return silence;
          const call = { number: calls.length + 1, name: `${portName}.${String(property)}` };
          calls.push(call);
          const here = call.number === at?.number;
          if (here && at.side === "before") {
            dead = true;
            die(call);
            return silence;
          }
          const answer: unknown = await Reflect.apply(method, target, args);
          if (here) {
            dead = true;
            die(call);
          }
          return dead ? silence : answer;
        };
      },
    });
  const parts = PORTS.map((name) => [name, watched(ports[name], name)] as const);
  return { ports: { ...ports, ...Object.fromEntries(parts) }, calls, killed };
}
