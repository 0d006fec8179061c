import { randomBytes } from "node:crypto";
import { buildWhenStale } from "./build";
import { reportAndExit } from "./report";

// A build without the installation's key works; only pages that were open across such a build have to be reloaded.
const key = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? randomBytes(32).toString("base64");
buildWhenStale(process.cwd(), key).catch(reportAndExit);
