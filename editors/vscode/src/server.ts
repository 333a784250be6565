// Starts and ends the server.
import { commands, type LogOutputChannel } from "vscode";
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { environment, findPython, moduleArguments, NoPython, type Python } from "./python";
import { LANGUAGES, rulesUrl, SECTION, serverSettings } from "./settings";
import type { Status } from "./status";

/** The server, one for all folders of the workspace. */
export class Server {
  /** The Python that it runs with; undefined before a start, and where there is none. */
  python: Python | undefined;
  private client: LanguageClient | undefined;
  private turns: Promise<void> = Promise.resolve();

  /**
   * @param log what it writes goes there.
   * @param status shows how it is.
   * @param home a folder that is no part of the workspace: the server starts in it.
   * @param libs the folder of the bundled package.
   */
  constructor(
    private readonly log: LogOutputChannel,
    private readonly status: Status,
    private readonly home: string,
    private readonly libs: string,
  ) {}

  /** End it if it runs, and start it. One restart waits for the end of another. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.start();
    });
  }

  /** End it. */
  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  /** Tell it what has been set since it started. */
  async tellSettings(): Promise<void> {
    if (this.client?.state === State.Running) {
      const settings = { [SECTION]: serverSettings() };
      await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings });
    }
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.turns = this.turns.then(step).catch((error: unknown) => {
      this.log.error(String(error));
      this.status.fails("The server could not be started", String(error));
    });
    return this.turns;
  }

  private async start(): Promise<void> {
    this.status.starts();
    try {
      this.python = await findPython(this.log, this.home, this.libs);
    } catch (error) {
      if (!(error instanceof NoPython)) {
        throw error;
      }
      this.log.error(error.message);
      this.status.misses(error);
      return;
    }
    const { path, version, libs } = this.python;
    this.log.info(`article-schema ${version}${libs ? ", bundled," : ""} with ${path}`);
    const client = this.clientOf(this.python);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      const isRunning = newState === State.Running;
      void commands.executeCommand("setContext", `${SECTION}.isRunning`, isRunning);
      if (isRunning) {
        this.status.runs(version, path);
      } else if (newState === State.Stopped && this.client === client) {
        this.status.fails("The server has ended", "The output says why.");
      }
    });
    await client.start();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.python = undefined;
    // One that has not started cannot be stopped.
    if (client?.needsStop()) {
      await client.stop();
    }
    await client?.dispose();
  }

  private clientOf(python: Python): LanguageClient {
    const url = rulesUrl();
    const env = { ...environment(python.libs), ...(url && { ARTICLE_SCHEMA_RULES_URL: url }) };
    const options: LanguageClientOptions = {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      initializationOptions: serverSettings(),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    };
    return new LanguageClient(
      SECTION,
      "article-schema",
      {
        command: python.path,
        args: moduleArguments("server"),
        transport: TransportKind.stdio,
        options: { cwd: this.home, env },
      },
      options,
    );
  }
}
