import "server-only";
import type { TaskList } from "graphile-worker";
import { checkFiles, sweepFiles } from "@/lib/jobs/check-files";
import { checkLogs } from "@/lib/jobs/check-logs";
import { signCheckpoints } from "@/lib/jobs/checkpoint";
import { mailAllCheckpoints } from "@/lib/jobs/checkpoint-mail";
import { dailySnapshot } from "@/lib/jobs/daily-snapshot";
import { finishDemoTask } from "@/lib/jobs/finish-demo";
import { buildPackTask, resumeKilledPacks } from "@/lib/jobs/pack";
import { sendReminders } from "@/lib/jobs/remind";
import { scanFileTask } from "@/lib/jobs/scan-file";
import { sendMailTask } from "@/lib/jobs/send-mail";
import { sweep } from "@/lib/jobs/sweep";
import { tellAuditors } from "@/lib/jobs/tell-auditors";
import { exportWorkspaceTask, importWorkspaceTask, sweepArchives } from "@/lib/jobs/transfer";

/** Every task by the name under which it waits in the queue. */
export const taskList: TaskList = {
  "send-mail": sendMailTask,
  "daily-snapshot": () => dailySnapshot(),
  sweep: () => sweep(),
  "scan-file": scanFileTask,
  "sweep-files": () => sweepFiles(),
  "check-files": () => checkFiles(),
  remind: () => sendReminders(),
  "tell-auditors": () => tellAuditors(),
  "export-workspace": exportWorkspaceTask,
  "import-workspace": importWorkspaceTask,
  "sweep-archives": () => sweepArchives(),
  "sign-checkpoints": () => signCheckpoints(),
  "mail-checkpoints": () => mailAllCheckpoints(),
  "check-logs": () => checkLogs(),
  "build-pack": buildPackTask,
  "resume-packs": () => resumeKilledPacks(),
  "finish-demo": finishDemoTask,
};

/** When tasks run by themselves, in UTC; a missed run is made up for within the period after the question mark. */
export const crontab = [
  "3 * * * * daily-snapshot ?fill=1h&jobKey=daily-snapshot&max=3",
  "17 * * * * sweep ?fill=1h&jobKey=sweep&max=3",
  "31 * * * * sweep-files ?fill=1h&jobKey=sweep-files&max=3",
  "7 * * * * remind ?fill=1h&jobKey=remind&max=3",
  "12 * * * * tell-auditors ?fill=1h&jobKey=tell-auditors&max=3",
  "41 1 * * * check-files ?fill=6h&jobKey=check-files&max=3",
  "47 * * * * sweep-archives ?fill=1h&jobKey=sweep-archives&max=3",
  "*/3 * * * * resume-packs ?jobKey=resume-packs&max=3",
  "11 2 * * * check-logs ?fill=6h&jobKey=check-logs&max=3",
  "37 * * * * mail-checkpoints ?fill=1h&jobKey=mail-checkpoints&max=3",
  "23 * * * * sign-checkpoints ?fill=1h&jobKey=sign-checkpoints&max=3",
].join("\n");
