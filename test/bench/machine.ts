import { cpus, loadavg, totalmem } from "node:os";

/** One line on what it was measured with, and how busy that was (processes that wanted a core over the last minute). */
export function machineLine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${model}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
