import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { environmentOfCommands } from "../../programs/environment-of-commands.ts";
import { declaredEnums } from "../declarations.ts";
import type { KillAt, LaunchRequest, PointKind, WorkerOrder } from "../protocol.ts";
import { handlers } from "./calls.ts";
import type { Command } from "./manifest.ts";
import { defaultPointKinds } from "./options.ts";
import { allPreferences, preferenceValues } from "./preferences.ts";
import type { Raycast } from "./raycast.ts";
import { Run } from "./run.ts";

export interface LaunchOptions {
  arguments?: Record<string, unknown>;
  context?: Record<string, unknown>;
  fallbackText?: string;
  /** Starts from the saved draft of the command's form. */
  fromDraft?: boolean;
  /** Terminates the command before or after the effect of its await point of this number. */
  killAt?: KillAt;
  pointKinds?: PointKind[];
}

/** Starts commands as Raycast does: what they are given, who may start what, and what remembers it. */
export class Launcher {
  readonly #raycast: Raycast;
  constructor(raycast: Raycast) {
    this.#raycast = raycast;
  }

  command(name: string): Command {
    const { manifest } = this.#raycast;
    const found = manifest.commands.find((command) => command.name === name);
    if (found) return found;
    throw new Error(
      `${manifest.title} has no command "${name}" but: ${manifest.commands.map((c) => c.name).join(", ")}`,
    );
  }

  isEnabled(command: Command): boolean {
    return this.#raycast.records.now.enabled[command.name] ?? !command.disabledByDefault;
  }

  /** A user's launch: it is what turns on background runs of the command. */
  byUser(command: Command, options: LaunchOptions = {}): Run {
    if (!this.isEnabled(command)) throw new Error(`The command "${command.name}" is disabled`);
    const missing = command.arguments.find(({ name, required }) => required && !options.arguments?.[name]);
    if (missing) throw new Error(`Raycast asks for the argument "${missing.name}" of ${command.name} first`);
    this.#raycast.records.change(({ activated }) => {
      if (!activated.includes(command.name)) activated.push(command.name);
    });
    return this.#start(command, "userInitiated", options);
  }

  inBackground(command: Command, options: LaunchOptions = {}): Run {
    return this.#start(command, "background", options);
  }

  /** `launchCommand`: rejects if the target is missing or disabled, or a menu bar never activated. */
  async launchForCommand(request: LaunchRequest): Promise<void> {
    const { manifest, records } = this.#raycast;
    if (request.extensionName !== undefined && request.extensionName !== manifest.name) {
      throw new Error(`The extension "${request.extensionName}" is not installed`);
    }
    const command = this.command(request.name);
    if (!this.isEnabled(command)) throw new Error(`The command "${command.name}" is disabled`);
    if (command.mode === "menu-bar" && !records.now.activated.includes(command.name)) {
      throw new Error(`The menu bar command "${command.name}" has not been activated`);
    }
    const options: LaunchOptions = {
      arguments: request.arguments ?? undefined,
      context: request.context ?? undefined,
      fallbackText: request.fallbackText ?? undefined,
    };
    const background = request.type === "background";
    if (background && command.mode === "view") throw new Error(`${command.name} is a view: it has no background`);
    const run = background ? this.inBackground(command, options) : this.byUser(command, options);
    if (command.mode === "view") await this.#raycast.show(run, command);
    if (command.mode === "menu-bar") void this.#raycast.menuBar(command.name).take(run);
  }

  tool(name: string, input: unknown, options: LaunchOptions = {}): Run {
    const bundle = join(this.#raycast.options.dist, "tools", `${name}.js`);
    if (!existsSync(bundle)) throw new Error(`There is no tool "${name}" (${bundle})`);
    return this.#run(name, name, {
      bundle,
      mode: "no-view",
      tool: { input },
      command: null,
      type: "userInitiated",
      options,
    });
  }

  #start(command: Command, type: "userInitiated" | "background", options: LaunchOptions): Run {
    const bundle = join(this.#raycast.options.dist, `${command.name}.js`);
    if (!existsSync(bundle)) throw new Error(`${command.name} has no bundle: ${bundle}`);
    return this.#run(command.name, command.title, { bundle, mode: command.mode, tool: null, command, type, options });
  }

  #run(name: string, title: string, what: What): Run {
    const { options } = this.#raycast;
    mkdirSync(options.supportPath, { recursive: true });
    const run = new Run({
      command: name,
      title,
      order: this.#order(name, what),
      env: environmentOfCommands(options),
      heapMb: options.heapMb ?? 100,
      serve: (from, { name: call, args }) => {
        const handler = handlers[call] as (raycast: Raycast, run: Run, ...args: unknown[]) => unknown;
        return Promise.resolve(handler(this.#raycast, from, ...args));
      },
    });
    this.#raycast.started(run);
    return run;
  }

  #order(name: string, what: What): WorkerOrder {
    const { options, manifest, records, desktop } = this.#raycast;
    const { options: launch = {}, command, type } = what;
    const byName = Object.fromEntries((command?.arguments ?? []).map((argument) => [argument.name, ""]));
    return {
      bundle: what.bundle,
      mode: what.mode,
      tool: what.tool,
      props: {
        launchType: type,
        arguments: { ...byName, ...launch.arguments },
        ...(launch.context && { launchContext: launch.context }),
        ...(launch.fallbackText !== undefined && { fallbackText: launch.fallbackText }),
        ...(launch.fromDraft && { draftValues: records.now.drafts[name] }),
      },
      environment: {
        raycastVersion: "1.104.25",
        ownerOrAuthorName: manifest.owner ?? manifest.author,
        extensionName: manifest.name,
        commandName: name,
        commandMode: what.mode,
        assetsPath: this.#raycast.setting.assetsPath,
        supportPath: options.supportPath,
        isDevelopment: options.development ?? false,
        appearance: this.#raycast.appearance,
        theme: this.#raycast.appearance,
        textSize: "medium",
        launchType: type,
        ...(launch.context && { launchContext: launch.context }),
      },
      preferences: preferenceValues(manifest, command, this.#raycast.preferences, desktop.applications),
      preferenceManifest: Object.fromEntries(
        allPreferences(manifest).map((preference) => [preference.name, preference]),
      ),
      enums: declaredEnums(),
      binDir: options.binDir,
      home: options.home,
      pointKinds: launch.pointKinds ?? options.pointKinds ?? defaultPointKinds,
      killAt: launch.killAt ?? null,
    };
  }
}

interface What {
  bundle: string;
  mode: Command["mode"];
  tool: WorkerOrder["tool"];
  command: Command | null;
  type: "userInitiated" | "background";
  options?: LaunchOptions;
}
