import { createRequire, isBuiltin } from "node:module";
import Module from "node:module";

/** What Raycast gives to the bundle of a command. Everything else must be in the bundle or in Node. */
interface Loader {
  _load(request: string, parent: { filename?: string } | undefined, isMain: boolean): unknown;
}

const provided = new Set(["react", "react/jsx-runtime", "react/jsx-dev-runtime"]);

/** Loads a CommonJS bundle whose `@raycast/api` and `react` are the ones given here. */
export function loadBundle(path: string, api: unknown): Record<string, unknown> {
  const here = createRequire(import.meta.url);
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = (request, parent, isMain) => {
    if (!parent?.filename?.startsWith(path)) return load.call(loader, request, parent, isMain);
    if (request === "@raycast/api") return api;
    if (provided.has(request)) return here(request);
    if (isBuiltin(request) || request.startsWith(".") || request.startsWith("/")) {
      return load.call(loader, request, parent, isMain);
    }
    throw new Error(
      `Cannot find module '${request}': Raycast provides @raycast/api and react, the bundle must hold it`,
    );
  };
  return here(path) as Record<string, unknown>;
}
