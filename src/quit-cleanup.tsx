import { QuitCleanup } from "./views/quit/quit-cleanup.tsx";

export default function Command() {
  return <QuitCleanup />;
}
