// Python from the side of the page: one question at a time, and an end to those that take too long.

/** What one run may take, in milliseconds. */
export const LONGEST = 2000;

export class Python {
  #worker = null;
  #ready = false;
  #running = null;
  #waiting = null;
  #count = 0;

  /** `tell` hears "loading", "ready", or "failed" with a reason. */
  constructor(address, tell) {
    this.address = address;
    this.tell = tell;
    this.#start();
  }

  /** Ask; a newer question takes the place of one that still waits, which resolves to null. */
  ask(question) {
    this.#waiting?.resolve(null);
    return new Promise((resolve) => {
      this.#waiting = { question, resolve };
      this.#next();
    });
  }

  #start() {
    this.#ready = false;
    this.tell("loading");
    this.#worker = new Worker(this.address, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.tell("failed", event.message || "the worker could not be loaded");
    };
  }

  #next() {
    if (!this.#ready || this.#running || !this.#waiting) return;
    const { question, resolve } = this.#waiting;
    this.#waiting = null;
    const id = ++this.#count;
    const timer = setTimeout(() => this.#stop(), LONGEST);
    this.#running = { id, resolve, timer };
    this.#worker.postMessage({ id, question });
  }

  #hear(data) {
    if (data.ready) {
      this.#ready = true;
      this.tell("ready");
    } else if (data.broken) {
      this.tell("failed", data.broken);
    } else if (data.id === this.#running?.id) {
      // What Python has not foreseen may have left it in any state.
      if (data.failed) this.#renew();
      this.#end(data);
    }
    this.#next();
  }

  #stop() {
    this.#renew();
    this.#end({ failed: `The check took over ${LONGEST / 1000} s and was stopped.` });
  }

  #end(heard) {
    clearTimeout(this.#running.timer);
    this.#running.resolve(heard);
    this.#running = null;
  }

  #renew() {
    this.#worker.terminate();
    this.#start();
  }
}
