import { receiveMessageOnPort } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { MacDefect } from "./protocol.ts";
import type { Answers, Asked, Mac, Questions, Told, Topic } from "./protocol.ts";

/** Memory that the two ends of a blocking conversation share: a count of the answers given. */
export function createBell(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Answers the thread that blocks on this bell. */
export function answerAndRing(port: MessagePort, bell: Int32Array, told: Told): void {
  port.postMessage(told);
  Atomics.add(bell, 0, 1);
  Atomics.notify(bell, 0);
}

/** The Mac behind a port that another thread serves: the asking thread sleeps until the bell rings. */
export class BlockingMac implements Mac {
  readonly #port: MessagePort;
  readonly #bell: Int32Array<SharedArrayBuffer>;

  constructor(port: MessagePort, bell: Int32Array<SharedArrayBuffer>) {
    this.#port = port;
    this.#bell = bell;
  }

  ask<K extends Topic>(topic: K, question: Questions[K]): Answers[K] {
    const asked: Asked<K> = { topic, question };
    let rung = Atomics.load(this.#bell, 0);
    this.#port.postMessage(asked);
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { message: Told<K> } | undefined;
      if (received) return this.#answer(received.message);
      Atomics.wait(this.#bell, 0, rung);
      rung = Atomics.load(this.#bell, 0);
    }
  }

  #answer<K extends Topic>(told: Told<K>): Answers[K] {
    if ("answer" in told) return told.answer;
    throw new MacDefect("defect" in told ? told.defect : "A killed osascript cannot go on");
  }
}
