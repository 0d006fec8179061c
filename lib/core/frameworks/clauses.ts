// The 30 assessable requirements of ISO/IEC 27001:2022 clauses 4 to 10 with Amendment 1:2024, explained in our own words.
import type { ClauseRequirement } from "./types";

export const CHAPTERS: readonly { readonly number: string; readonly title: string }[] = [
  { number: "4", title: "Context of the organization" },
  { number: "5", title: "Leadership" },
  { number: "6", title: "Planning" },
  { number: "7", title: "Support" },
  { number: "8", title: "Operation" },
  { number: "9", title: "Performance evaluation" },
  { number: "10", title: "Improvement" },
];

export const CLAUSES: readonly ClauseRequirement[] = [
  {
    kind: "clause",
    ref: "4.1",
    title: "Understanding the organization and its context",
    chapter: "4",
    documented: null,
    amendment2024:
      "Since 2024 you also have to decide, on record, whether climate change is one of the issues that matter for your management system.",
    about:
      "Know what inside and outside the company helps or hinders its security goals, and say whether climate change is among it.",
    shownBy:
      "A short list of internal and external issues with the date it was last reviewed, and the climate decision with its reason.",
    artefacts: [
      "List of internal and external issues",
      "Recorded decision whether climate change is relevant, with reasons",
    ],
  },
  {
    kind: "clause",
    ref: "4.2",
    title: "Understanding the needs and expectations of interested parties",
    chapter: "4",
    documented: null,
    amendment2024:
      "A note added in 2024 recalls that interested parties may have requirements related to climate change; record them where they do.",
    about:
      "Know who has a stake in your security, what they require, and which of these requirements the management system takes on.",
    shownBy:
      "A table of interested parties with their requirements, each marked as taken on or not, linked to contracts and laws.",
    artefacts: [
      "Register of interested parties and what they require",
      "Marks showing which requirements the management system takes on",
      "Climate-related requirements of interested parties, where there are any",
    ],
  },
  {
    kind: "clause",
    ref: "4.3",
    title: "Determining the scope of the ISMS",
    chapter: "4",
    documented: "document",
    amendment2024: null,
    about:
      "Draw the border of the management system: which activities, sites, people and technology it covers, and where it meets others.",
    shownBy:
      "An approved scope statement with interfaces, dependencies and reasons for whatever is left out, worded as for the certificate.",
    artefacts: [
      "Approved scope statement",
      "Interfaces and dependencies with other parties",
      "Reasons for what is outside",
    ],
  },
  {
    kind: "clause",
    ref: "4.4",
    title: "Information security management system",
    chapter: "4",
    documented: null,
    amendment2024: null,
    about:
      "Run security as one connected system of processes that is set up, operated and improved, not as a pile of documents.",
    shownBy:
      "A process overview showing how context, risk, operation, audit and review feed each other, with an owner for each.",
    artefacts: ["Process overview with owners and interactions"],
  },
  {
    kind: "clause",
    ref: "5.1",
    title: "Leadership and commitment",
    chapter: "5",
    documented: null,
    amendment2024: null,
    about:
      "Top management stands behind security in person: it gives direction, provides means and builds security into the business.",
    shownBy:
      "Minutes with decisions on budget, staff and goals, and messages to employees in which management speaks for security.",
    artefacts: ["Management decisions on means, goals and direction", "Messages from management to staff"],
  },
  {
    kind: "clause",
    ref: "5.2",
    title: "Policy",
    chapter: "5",
    documented: "document",
    amendment2024: null,
    about:
      "Top management issues a security policy that suits the business, commits to improvement, and reaches everyone concerned.",
    shownBy:
      "The signed policy with date and version, its place on the intranet, and the way interested outsiders can obtain it.",
    artefacts: ["Approved security policy", "Proof that staff received it", "Way for outsiders to obtain it"],
  },
  {
    kind: "clause",
    ref: "5.3",
    title: "Organizational roles, responsibilities and authorities",
    chapter: "5",
    documented: null,
    amendment2024: null,
    about:
      "Top management names who makes sure that the system meets the standard and who reports to it how well the system performs.",
    shownBy:
      "Appointment letters or a role chart approved by management, and proof that the people concerned know and accept it.",
    artefacts: ["Role chart or appointments", "Named person who reports performance to top management"],
  },
  {
    kind: "clause",
    ref: "6.1.1",
    title: "Risks and opportunities: general",
    chapter: "6",
    documented: null,
    amendment2024: null,
    about:
      "Ask what could make the management system itself fail or do better than planned, and act on the answers.",
    shownBy:
      "A list of risks and opportunities for the system, the actions planned, and a later check that they had an effect.",
    artefacts: [
      "Risks and opportunities of the management system itself",
      "Actions with a check of their effect",
    ],
  },
  {
    kind: "clause",
    ref: "6.1.2",
    title: "Information security risk assessment",
    chapter: "6",
    documented: "document",
    amendment2024: null,
    about:
      "Fix a method for assessing risk that any two people would apply alike, with limits for what risk is acceptable.",
    shownBy:
      "An approved method with scales, acceptance criteria and risk owners, and two assessments whose results can be compared.",
    artefacts: [
      "Risk assessment method",
      "Risk acceptance criteria",
      "Criteria for when to assess",
      "Risk owners",
    ],
  },
  {
    kind: "clause",
    ref: "6.1.3",
    title: "Information security risk treatment",
    chapter: "6",
    documented: "document",
    amendment2024: null,
    about:
      "Decide how each risk is treated, compare the chosen controls with Annex A, and record the outcome and who agreed.",
    shownBy:
      "The statement of applicability, a treatment plan with dates, and the owners' dated approval of the remaining risk.",
    artefacts: [
      "Statement of Applicability",
      "Comparison of the chosen controls with Annex A",
      "Risk treatment plan",
      "Risk owners' approval of plan and residual risk",
    ],
  },
  {
    kind: "clause",
    ref: "6.2",
    title: "Information security objectives and planning to achieve them",
    chapter: "6",
    documented: "document",
    amendment2024: null,
    about:
      "Set goals for security that can be measured where that is practical, and plan who does what by when to reach them.",
    shownBy:
      "A list of objectives with measure, target, owner, means, deadline and last result, known to the people involved.",
    artefacts: [
      "Security objectives with measure and target",
      "Plan per objective: tasks, means, person, date, evaluation",
    ],
  },
  {
    kind: "clause",
    ref: "6.3",
    title: "Planning of changes",
    chapter: "6",
    documented: null,
    amendment2024: null,
    about:
      "When the management system itself has to change, do it on purpose and by a plan rather than by drifting.",
    shownBy:
      "A change record with purpose, consequences, resources and responsibilities, for example for a new scope or tool.",
    artefacts: ["Plan or record for each change to the management system"],
  },
  {
    kind: "clause",
    ref: "7.1",
    title: "Resources",
    chapter: "7",
    documented: null,
    amendment2024: null,
    about:
      "Work out what people, time, money and tools the management system needs, and make them available.",
    shownBy:
      "A budget and staffing decision tied to the security plan, and no task standing still for lack of means.",
    artefacts: ["Budget and staffing decisions for the management system"],
  },
  {
    kind: "clause",
    ref: "7.2",
    title: "Competence",
    chapter: "7",
    documented: "record",
    amendment2024: null,
    about:
      "People whose work affects security can do it: the skills needed are known, gaps are closed, and the effect is checked.",
    shownBy:
      "Skill profiles per role, certificates, training records, and a note on whether the training helped.",
    artefacts: [
      "Skill profiles per role",
      "Training records and certificates",
      "Check that training had the wanted effect",
    ],
  },
  {
    kind: "clause",
    ref: "7.3",
    title: "Awareness",
    chapter: "7",
    documented: null,
    amendment2024: null,
    about:
      "Everyone working for the company knows the policy, how their own work contributes, and what happens if it does not.",
    shownBy:
      "Awareness sessions with attendance, short quizzes, and staff who can answer the auditor's questions in their own words.",
    artefacts: ["Awareness programme", "Attendance or completion lists"],
  },
  {
    kind: "clause",
    ref: "7.4",
    title: "Communication",
    chapter: "7",
    documented: null,
    amendment2024: null,
    about:
      "Decide what about security is said inside and outside, when, to whom, by whom and through which channel.",
    shownBy:
      "A communication plan or table covering staff, customers, authorities and media, and examples of messages sent.",
    artefacts: ["Communication plan: subject, time, audience, sender, channel"],
  },
  {
    kind: "clause",
    ref: "7.5.1",
    title: "Documented information: general",
    chapter: "7",
    documented: null,
    amendment2024: null,
    about:
      "Keep the documents and records that the standard asks for, and those that you yourselves find necessary.",
    shownBy:
      "A register of documents and records that shows for each required one where it is and who owns it.",
    artefacts: ["Register of required and self-chosen documents and records"],
  },
  {
    kind: "clause",
    ref: "7.5.2",
    title: "Creating and updating",
    chapter: "7",
    documented: null,
    amendment2024: null,
    about:
      "Give each document a clear identity and a suitable form, and have it checked and approved before use.",
    shownBy:
      "Documents with title, author, date, version and approval, made by a template or within a document tool.",
    artefacts: ["Document template or tool with identity, version and approval"],
  },
  {
    kind: "clause",
    ref: "7.5.3",
    title: "Control of documented information",
    chapter: "7",
    documented: null,
    amendment2024: null,
    about:
      "Documents are at hand where needed, safe from loss and tampering, under version control, and disposed of when due.",
    shownBy:
      "Access settings, change history, retention rules, and a list of outside documents that the system relies on.",
    artefacts: ["Rules for access, versions, retention and disposal", "List of outside documents in use"],
  },
  {
    kind: "clause",
    ref: "8.1",
    title: "Operational planning and control",
    chapter: "8",
    documented: "record",
    amendment2024: null,
    about:
      "Carry out in daily operation what was planned, with criteria for each process and an eye on outsourced ones.",
    shownBy:
      "Operating criteria, completed task or ticket records, change approvals, and oversight of what suppliers run for you.",
    artefacts: [
      "Criteria for the operation of processes",
      "Records that work was done as planned",
      "Oversight of outsourced processes",
    ],
  },
  {
    kind: "clause",
    ref: "8.2",
    title: "Information security risk assessment",
    chapter: "8",
    documented: "record",
    amendment2024: null,
    about:
      "Repeat the risk assessment at planned intervals and when something big changes, and keep each result.",
    shownBy:
      "Dated assessment reports from at least one full round, with the trigger for any extra assessment in between.",
    artefacts: ["Results of each risk assessment"],
  },
  {
    kind: "clause",
    ref: "8.3",
    title: "Information security risk treatment",
    chapter: "8",
    documented: "record",
    amendment2024: null,
    about: "Carry out the risk treatment plan and keep a record of what was done and how much risk is left.",
    shownBy:
      "The plan with progress per action, proof of finished measures, and risk ratings before and after.",
    artefacts: ["Results of risk treatment", "Progress of the treatment plan"],
  },
  {
    kind: "clause",
    ref: "9.1",
    title: "Monitoring, measurement, analysis and evaluation",
    chapter: "9",
    documented: "record",
    amendment2024: null,
    about:
      "Decide what to measure to know whether security works, measure it, and draw conclusions from the figures.",
    shownBy:
      "A measurement plan with method, timing and responsible person, the results, and a written evaluation of them.",
    artefacts: ["Measurement plan", "Measured results and their evaluation"],
  },
  {
    kind: "clause",
    ref: "9.2.1",
    title: "Internal audit: general",
    chapter: "9",
    documented: null,
    amendment2024: null,
    about:
      "Have the management system audited from within at planned intervals, against the standard and your own rules.",
    shownBy:
      "Internal audit reports that cover all clauses and the controls chosen, with a verdict on whether practice follows them.",
    artefacts: ["Internal audit results against the standard and own rules"],
  },
  {
    kind: "clause",
    ref: "9.2.2",
    title: "Internal audit programme",
    chapter: "9",
    documented: "record",
    amendment2024: null,
    about:
      "Plan these audits as a programme with set frequency, method and impartial auditors, and report results to managers.",
    shownBy:
      "An audit programme, a plan with criteria and scope per audit, proof of auditor independence, and reports as delivered.",
    artefacts: [
      "Audit programme",
      "Audit plan with criteria and scope",
      "Proof of impartial auditors",
      "Audit reports",
    ],
  },
  {
    kind: "clause",
    ref: "9.3.1",
    title: "Management review: general",
    chapter: "9",
    documented: null,
    amendment2024: null,
    about:
      "Top management itself looks at regular intervals at whether the management system still suits, suffices and works.",
    shownBy:
      "A calendar of reviews, and dated minutes that show who of top management attended and led the meeting.",
    artefacts: ["Schedule of management reviews", "Minutes with attendance of top management"],
  },
  {
    kind: "clause",
    ref: "9.3.2",
    title: "Management review inputs",
    chapter: "9",
    documented: null,
    amendment2024: null,
    about:
      "Each review works through a fixed set of subjects, from earlier actions and changes to audits, risks and feedback.",
    shownBy:
      "An agenda with all required subjects, and for each one the figures or report that was put on the table.",
    artefacts: ["Agenda with the ten required subjects", "Report or figures behind each subject"],
  },
  {
    kind: "clause",
    ref: "9.3.3",
    title: "Management review results",
    chapter: "9",
    documented: "record",
    amendment2024: null,
    about: "The review ends with decisions on what to improve and what to change in the management system.",
    shownBy:
      "Minutes that list each decision with owner and due date, and its later follow-up, even where nothing was to change.",
    artefacts: [
      "Decisions on improvement and on changes to the management system",
      "Actions with owner and date",
    ],
  },
  {
    kind: "clause",
    ref: "10.1",
    title: "Continual improvement",
    chapter: "10",
    documented: null,
    amendment2024: null,
    about:
      "Keep working on the management system, so that it fits the business better and protects more from year to year.",
    shownBy:
      "A log of improvements from any source with the benefit reached, and trends that show movement over time.",
    artefacts: ["Improvement log", "Trends of performance over time"],
  },
  {
    kind: "clause",
    ref: "10.2",
    title: "Nonconformity and corrective action",
    chapter: "10",
    documented: "record",
    amendment2024: null,
    about:
      "When a requirement is missed, put it right, find out why, remove the cause, and check later that it stayed removed.",
    shownBy:
      "A register of nonconformities with correction, root cause, corrective action, and a dated check of its effect.",
    artefacts: [
      "Nonconformity register",
      "Root cause and corrective action per entry",
      "Check that the action worked",
    ],
  },
];
