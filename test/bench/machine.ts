import { cpus, totalmem } from "node:os";

/** One line on what it was measured with. */
export function machineLine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${model}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
