// The 61 Trust Services Criteria (2017, points of focus revised 2022) by number, named and explained in our own words.
import type { Criterion } from "./types";

export const CRITERIA: readonly Criterion[] = [
  {
    kind: "criterion",
    ref: "CC1.1",
    title: "Integrity and ethical values",
    category: "security",
    series: "CC1",
    cosoPrinciple: 1,
    sourceNameNote: null,
    about:
      "Leaders set the tone for honest conduct, write it down as rules of behaviour, and act when somebody breaks them.",
    shownBy:
      "A signed code of conduct, acknowledgement records for every joiner, and notes on how reported breaches were handled.",
  },
  {
    kind: "criterion",
    ref: "CC1.2",
    title: "Independent board oversight",
    category: "security",
    series: "CC1",
    cosoPrinciple: 2,
    sourceNameNote: null,
    about:
      "A board or similar body that stays out of daily operations questions management and follows how well controls work.",
    shownBy:
      "Minutes with security on the agenda, a charter for the board or committee, and a note of its members' independence.",
  },
  {
    kind: "criterion",
    ref: "CC1.3",
    title: "Structures, reporting lines and authorities",
    category: "security",
    series: "CC1",
    cosoPrinciple: 3,
    sourceNameNote: null,
    about:
      "It is clear who reports to whom, who may decide what, and who answers for security at each level of the company.",
    shownBy:
      "An organisation chart, job descriptions that name security duties, and a written delegation of decisions.",
  },
  {
    kind: "criterion",
    ref: "CC1.4",
    title: "Attracting, developing and keeping competent people",
    category: "security",
    series: "CC1",
    cosoPrinciple: 4,
    sourceNameNote: null,
    about:
      "The company hires people who can do the job, keeps their skills current, and is prepared to replace key people.",
    shownBy:
      "Screening results, training completion lists, performance reviews, and job profiles with the skills required.",
  },
  {
    kind: "criterion",
    ref: "CC1.5",
    title: "Accountability for control responsibilities",
    category: "security",
    series: "CC1",
    cosoPrinciple: 5,
    sourceNameNote: null,
    about:
      "People answer for the controls they run: duties are measured, rewarded where met, and followed up where neglected.",
    shownBy:
      "Performance reviews that cover control duties, the disciplinary procedure, and cases where it was applied.",
  },
  {
    kind: "criterion",
    ref: "CC2.1",
    title: "Relevant, quality information for controls",
    category: "security",
    series: "CC2",
    cosoPrinciple: 13,
    sourceNameNote: null,
    about:
      "Those who run and check controls work from data that is complete, timely and correct rather than from guesswork.",
    shownBy:
      "Asset and data-flow lists, scan reports and monitoring output with a named source, plus checks of their completeness.",
  },
  {
    kind: "criterion",
    ref: "CC2.2",
    title: "Internal communication",
    category: "security",
    series: "CC2",
    cosoPrinciple: 14,
    sourceNameNote: null,
    about:
      "Staff learn what security expects of them and have a safe way to report problems to the people who can act.",
    shownBy:
      "Published policies, onboarding material, meeting notes, and a reporting channel with recent reports in it.",
  },
  {
    kind: "criterion",
    ref: "CC2.3",
    title: "External communication",
    category: "security",
    series: "CC2",
    cosoPrinciple: 15,
    sourceNameNote: null,
    about:
      "Customers, suppliers and regulators hear what the service commits to, what they must do, and how to raise a concern.",
    shownBy:
      "The terms of service, a public security page, the system description, and notices sent when commitments changed.",
  },
  {
    kind: "criterion",
    ref: "CC3.1",
    title: "Clear objectives",
    category: "security",
    series: "CC3",
    cosoPrinciple: 6,
    sourceNameNote: null,
    about:
      "Goals for the service are stated precisely enough that one can say which events would put them at risk.",
    shownBy:
      "A written list of objectives and service commitments, and a risk policy that refers to them and sets tolerances.",
  },
  {
    kind: "criterion",
    ref: "CC3.2",
    title: "Risk identification and analysis",
    category: "security",
    series: "CC3",
    cosoPrinciple: 7,
    sourceNameNote: null,
    about:
      "Threats to the goals are looked for across the whole business and rated, so that it is clear which to treat and how.",
    shownBy:
      "A dated risk register with likelihood and impact ratings, owners, chosen responses, and the names of those who took part.",
  },
  {
    kind: "criterion",
    ref: "CC3.3",
    title: "Fraud risk",
    category: "security",
    series: "CC3",
    cosoPrinciple: 8,
    sourceNameNote: null,
    about:
      "The risk work asks who could gain by cheating, be it through false reports, stolen assets or bypassed controls.",
    shownBy:
      "Fraud scenarios in the risk register that consider motive and opportunity, with the measures chosen against them.",
  },
  {
    kind: "criterion",
    ref: "CC3.4",
    title: "Significant change",
    category: "security",
    series: "CC3",
    cosoPrinciple: 9,
    sourceNameNote: null,
    about:
      "Big changes, such as a new product, market, supplier or chief executive, trigger a fresh look at risks and controls.",
    shownBy:
      "Risk reviews dated close to such changes, with the register updated and the reason for the update recorded.",
  },
  {
    kind: "criterion",
    ref: "CC4.1",
    title: "Ongoing and separate evaluations",
    category: "security",
    series: "CC4",
    cosoPrinciple: 16,
    sourceNameNote: null,
    about:
      "Controls are checked both in daily work and by separate reviews, to see that they exist and do what they should.",
    shownBy:
      "Control test results, internal review reports, penetration tests, and the schedule that all of them follow.",
  },
  {
    kind: "criterion",
    ref: "CC4.2",
    title: "Communicating deficiencies",
    category: "security",
    series: "CC4",
    cosoPrinciple: 17,
    sourceNameNote: null,
    about:
      "Weaknesses found by any check reach the people who can fix them, and the serious ones reach senior management in time.",
    shownBy:
      "An issue tracker with severity, owner and due date, and minutes where open weaknesses were reported and followed up.",
  },
  {
    kind: "criterion",
    ref: "CC5.1",
    title: "Control activities that mitigate risk",
    category: "security",
    series: "CC5",
    cosoPrinciple: 10,
    sourceNameNote: null,
    about:
      "For each risk worth treating, a fitting mix of controls is chosen with the business and its people in mind.",
    shownBy:
      "A matrix that ties risks to controls and owners, mixes prevention with detection, and keeps conflicting duties apart.",
  },
  {
    kind: "criterion",
    ref: "CC5.2",
    title: "General controls over technology",
    category: "security",
    series: "CC5",
    cosoPrinciple: 11,
    sourceNameNote: null,
    about:
      "Infrastructure, access and development are governed by general technology controls on which all other controls rely.",
    shownBy:
      "Baseline configurations, access settings, pipeline scan results, and proof that nobody can release unreviewed code.",
  },
  {
    kind: "criterion",
    ref: "CC5.3",
    title: "Policies and procedures",
    category: "security",
    series: "CC5",
    cosoPrinciple: 12,
    sourceNameNote: null,
    about:
      "Expectations are set in policies and turned into procedures that named people follow on time and keep up to date.",
    shownBy:
      "An approved policy set with owners and review dates, the matching procedures, and staff acknowledgements.",
  },
  {
    kind: "criterion",
    ref: "CC6.1",
    title: "Logical access security over information assets",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote:
      'The article calls it "Restricts logical and physical access"; physical access belongs to CC6.4.',
    about:
      "Systems and data are inventoried, and barriers such as identities, keys and encryption let in only the right users.",
    shownBy:
      "An asset inventory, single sign-on and multi-factor settings, a role matrix, and a list of keys with their custodians.",
  },
  {
    kind: "criterion",
    ref: "CC6.2",
    title: "Registering, authorising and de-registering users",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote:
      'The article calls it "Manages new access and provisioning"; taking credentials away belongs to it as well.',
    about:
      "Accounts are opened only after the right person has approved them, and closed once the user no longer needs them.",
    shownBy:
      "Joiner and leaver tickets with approvals, matched against the personnel list, and samples of disabled accounts.",
  },
  {
    kind: "criterion",
    ref: "CC6.3",
    title: "Role-based access, least privilege, segregation of duties",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote:
      'The article calls it "Removes access"; it is about granting, changing and removing rights by role, with least privilege and separated duties.',
    about:
      "Access follows the role, so that nobody holds more rights than the work needs or rights that conflict with each other.",
    shownBy:
      "A role matrix, periodic access reviews with the removals carried out, and approvals for every privileged right.",
  },
  {
    kind: "criterion",
    ref: "CC6.4",
    title: "Physical access to facilities",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Only people with permission can enter offices, server rooms and other places where sensitive systems or media are kept.",
    shownBy:
      "Badge lists and logs, visitor records, periodic reviews of entry rights, or the hosting provider's assurance report.",
  },
  {
    kind: "criterion",
    ref: "CC6.5",
    title: "Disposal of physical assets only after data is unrecoverable",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote:
      'The article calls it "Logical access security measures (data protection)"; it is about devices and media at the end of their life, as its evidence list shows.',
    about:
      "Devices and media are let go from physical protection only after the data on them can no longer be recovered.",
    shownBy:
      "Wiping or destruction certificates matched to the asset list, and the disposal procedure that asks for them.",
  },
  {
    kind: "criterion",
    ref: "CC6.6",
    title: "Protection against threats from outside the boundary",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote: "The article adds transmission to the name; transmission belongs to CC6.7.",
    about:
      "The outer edge of the system is defended against outsiders through filtered connections and strong remote sign-in.",
    shownBy:
      "Firewall and security-group rules, remote access settings with multi-factor, and alerts from intrusion detection.",
  },
  {
    kind: "criterion",
    ref: "CC6.7",
    title: "Transmission, movement and removal of information",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote:
      "The article adds stored data to the name; this one is about sending, moving and removing information.",
    about:
      "Data that travels by network, removable media or mobile device leaves only through permitted ways and is protected.",
    shownBy:
      "Encryption settings for connections and laptops, rules for removable media, and data-loss alerts or blocks.",
  },
  {
    kind: "criterion",
    ref: "CC6.8",
    title: "Preventing and detecting unauthorised or malicious software",
    category: "security",
    series: "CC6",
    cosoPrinciple: null,
    sourceNameNote:
      "The article speaks only of detecting; keeping unwanted software out and acting on it count too.",
    about:
      "Unwanted software, from malware to unapproved installs, is kept out or spotted quickly and dealt with.",
    shownBy:
      "Endpoint protection coverage, restricted install rights, code and container scans, and change approvals.",
  },
  {
    kind: "criterion",
    ref: "CC7.1",
    title: "Detecting configuration changes and new vulnerabilities",
    category: "security",
    series: "CC7",
    cosoPrinciple: null,
    sourceNameNote:
      "The article speaks of vulnerabilities only; unplanned configuration changes are the other half.",
    about:
      "New weaknesses and unplanned configuration changes are noticed, because systems are compared with a baseline and scanned.",
    shownBy:
      "Scheduled scan reports, drift or file-integrity alerts, penetration tests, and tickets that show the fixes.",
  },
  {
    kind: "criterion",
    ref: "CC7.2",
    title: "Monitoring components for anomalies",
    category: "security",
    series: "CC7",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Systems are watched for unusual behaviour that may point to an attack, an accident or a fault, and it is looked into.",
    shownBy:
      "Monitoring dashboards, alert rules, retained logs, and samples of alerts with the analysis that followed.",
  },
  {
    kind: "criterion",
    ref: "CC7.3",
    title: "Evaluating security events",
    category: "security",
    series: "CC7",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Every suspicious event is judged on whether it broke, or could break, a commitment and so counts as an incident.",
    shownBy:
      "Triage records with severity and decision, the criteria that were used, and escalations to the people in charge.",
  },
  {
    kind: "criterion",
    ref: "CC7.4",
    title: "Incident response programme",
    category: "security",
    series: "CC7",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Incidents are handled by a rehearsed plan that covers containment, removal, communication and the lessons afterwards.",
    shownBy:
      "The response plan, incident tickets with a timeline and messages sent, and a record of the yearly exercise.",
  },
  {
    kind: "criterion",
    ref: "CC7.5",
    title: "Recovery from incidents",
    category: "security",
    series: "CC7",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "After an incident, service and data are restored, the cause is removed, and what was learned changes the plan.",
    shownBy:
      "Restore records, root cause analyses with finished actions, and an updated recovery plan that has been tested.",
  },
  {
    kind: "criterion",
    ref: "CC8.1",
    title: "Change management",
    category: "security",
    series: "CC8",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Changes to software, infrastructure and data are requested, tested, approved and released in a controlled way.",
    shownBy:
      "Change tickets or pull requests with review, test results and a second person's approval, also for emergency fixes.",
  },
  {
    kind: "criterion",
    ref: "CC9.1",
    title: "Mitigating business-disruption risk",
    category: "security",
    series: "CC9",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "The company prepares for events that could interrupt the business, with response plans and insurance where it helps.",
    shownBy:
      "A continuity plan, the insurance policy, resilience settings, and the analysis that says which risk each one answers.",
  },
  {
    kind: "criterion",
    ref: "CC9.2",
    title: "Vendor and business-partner risk",
    category: "security",
    series: "CC9",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Suppliers and partners are chosen, contracted, watched and dismissed with a view to the risk that they bring.",
    shownBy:
      "A supplier register with risk tiers, signed security terms, yearly assessments, and reviews of their assurance reports.",
  },
  {
    kind: "criterion",
    ref: "A1.1",
    title: "Capacity management",
    category: "availability",
    series: "A1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Load and capacity are measured and forecast, so that more can be added before the service slows down or stops.",
    shownBy:
      "Utilisation dashboards with thresholds, scaling settings, and a capacity forecast that somebody has reviewed.",
  },
  {
    kind: "criterion",
    ref: "A1.2",
    title: "Environmental protection, backup and recovery infrastructure",
    category: "availability",
    series: "A1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Sites, power and climate are protected, data is backed up, and spare infrastructure stands ready to take over.",
    shownBy:
      "Backup schedules and success logs, multi-zone architecture, and the data centre provider's assurance report.",
  },
  {
    kind: "criterion",
    ref: "A1.3",
    title: "Recovery plan testing",
    category: "availability",
    series: "A1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Recovery is rehearsed, so that it is known rather than hoped that systems and data come back as planned.",
    shownBy:
      "Restore test results with times against targets, exercise reports, and the plan corrected from what was learned.",
  },
  {
    kind: "criterion",
    ref: "C1.1",
    title: "Identifying and keeping confidential information",
    category: "confidentiality",
    series: "C1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Confidential information is recognised as such when it arrives or arises, and kept safe for as long as it is held.",
    shownBy:
      "A classification scheme, an inventory of confidential data, access limits on it, and its retention periods.",
  },
  {
    kind: "criterion",
    ref: "C1.2",
    title: "Disposing of confidential information",
    category: "confidentiality",
    series: "C1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Confidential information is destroyed for good once its time is over or the customer asks for it.",
    shownBy:
      "Deletion tickets or logs with dates, destruction certificates, and the retention schedule that triggered them.",
  },
  {
    kind: "criterion",
    ref: "PI1.1",
    title: "Information about processing objectives",
    category: "processing_integrity",
    series: "PI1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Users get clear definitions of what the service processes, how it does so, and how exact the result is meant to be.",
    shownBy:
      "Product and data specifications, interface documentation, and release notes kept in step with the service.",
  },
  {
    kind: "criterion",
    ref: "PI1.2",
    title: "System inputs",
    category: "processing_integrity",
    series: "PI1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Data is checked when it enters, so that only complete, correct and permitted input goes on to be processed.",
    shownBy:
      "Validation rules, logs of rejected input with follow-up, and reconciliations of received against expected records.",
  },
  {
    kind: "criterion",
    ref: "PI1.3",
    title: "System processing",
    category: "processing_integrity",
    series: "PI1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Processing steps do what the specification says, and errors along the way are noticed, corrected and traceable.",
    shownBy:
      "Job monitoring, error queues with resolution records, reconciliation reports, and end-to-end test results.",
  },
  {
    kind: "criterion",
    ref: "PI1.4",
    title: "System outputs",
    category: "processing_integrity",
    series: "PI1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Results reach the right recipients, and only them, in full, without errors and at the agreed time.",
    shownBy:
      "Output checks against source totals, delivery logs, report access lists, and statistics of errors customers reported.",
  },
  {
    kind: "criterion",
    ref: "PI1.5",
    title: "Storage of inputs, work in progress and outputs",
    category: "processing_integrity",
    series: "PI1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Inputs, half-finished work and results are stored so that nothing is lost, altered or impossible to find again.",
    shownBy:
      "Storage and backup settings, integrity checks, retention rules, and access restrictions on stored results.",
  },
  {
    kind: "criterion",
    ref: "P1.1",
    title: "Privacy notice",
    category: "privacy",
    series: "P1",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "People are told in plain language, when it matters, which personal data is collected, why, and what happens to it.",
    shownBy:
      "Current and earlier privacy notices with dates, screenshots of where they appear, and messages about changes.",
  },
  {
    kind: "criterion",
    ref: "P2.1",
    title: "Choice and consent",
    category: "privacy",
    series: "P2",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "People learn which choices they have about their data and what a refusal means, and their choice is respected.",
    shownBy:
      "Consent and preference records with time and version, opt-out screens, and tests showing that a refusal takes effect.",
  },
  {
    kind: "criterion",
    ref: "P3.1",
    title: "Collection consistent with objectives",
    category: "privacy",
    series: "P3",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Only the personal data that the announced purposes call for is collected, and it is collected by fair means.",
    shownBy:
      "A data inventory with a purpose per field, reviews of forms and trackers, and checks of data bought from others.",
  },
  {
    kind: "criterion",
    ref: "P3.2",
    title: "Explicit consent before collection",
    category: "privacy",
    series: "P3",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Where the data is sensitive or the law asks for it, a clear yes is obtained before anything is collected.",
    shownBy:
      "Consent forms with their wording, timestamps from the consent system, and the flow that blocks collection without it.",
  },
  {
    kind: "criterion",
    ref: "P4.1",
    title: "Use limited to purposes",
    category: "privacy",
    series: "P4",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Personal data serves only the purposes that people were told about or agreed to, even inside the company.",
    shownBy:
      "A use policy, access limited by purpose, reviews of new uses before launch, and logs of internal queries.",
  },
  {
    kind: "criterion",
    ref: "P4.2",
    title: "Retention",
    category: "privacy",
    series: "P4",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Personal data is kept only for as long as the purpose it was collected for, or a legal duty, gives a reason.",
    shownBy:
      "A retention schedule per data type, and settings or job logs that show expiry takes effect in systems and backups.",
  },
  {
    kind: "criterion",
    ref: "P4.3",
    title: "Secure disposal",
    category: "privacy",
    series: "P4",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Personal data that is no longer needed, or that someone asked to have erased, is destroyed beyond recovery.",
    shownBy:
      "Erasure requests with completion dates, deletion job logs that include backups, and media destruction records.",
  },
  {
    kind: "criterion",
    ref: "P5.1",
    title: "Data-subject access",
    category: "privacy",
    series: "P5",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "A person who has proved who they are can find out which data about them is held and receive a copy of it.",
    shownBy:
      "A request log with dates and identity checks, sample answers, and the reasons given where access was denied.",
  },
  {
    kind: "criterion",
    ref: "P5.2",
    title: "Correction and amendment",
    category: "privacy",
    series: "P5",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "A person can have wrong data about them put right, and those who received it earlier learn of the correction.",
    shownBy:
      "Correction tickets with before and after values, messages to recipients, and written reasons for refusals.",
  },
  {
    kind: "criterion",
    ref: "P6.1",
    title: "Disclosure to third parties with explicit consent",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote: 'The article adds "or lawful basis" to the name; only explicit consent is meant.',
    about:
      "Personal data goes to a third party only when the person has explicitly agreed to that sharing beforehand.",
    shownBy:
      "Consent records that cover the sharing, a list of recipients and purposes, and data processing agreements.",
  },
  {
    kind: "criterion",
    ref: "P6.2",
    title: "Record of authorised disclosures",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "A full and correct list is kept of the occasions on which personal data was legitimately given to others.",
    shownBy:
      "A disclosure register with recipient, data, date and ground, reconciled with transfer or interface logs.",
  },
  {
    kind: "criterion",
    ref: "P6.3",
    title: "Record of unauthorised disclosures",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Leaks and other disclosures that were never allowed are written down when they are found or reported.",
    shownBy:
      "A breach register with date, data, people affected and handling, linked with the matching incident tickets.",
  },
  {
    kind: "criterion",
    ref: "P6.4",
    title: "Privacy commitments from vendors, with periodic assessment",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote:
      "The article leaves out that vendors are assessed periodically and that shortfalls are corrected.",
    about:
      "Vendors who can reach personal data promise to protect it, are checked from time to time, and must fix what falls short.",
    shownBy:
      "Signed data processing agreements, periodic vendor assessments, and corrective actions carried through to closure.",
  },
  {
    kind: "criterion",
    ref: "P6.5",
    title: "Vendor commitments to notify",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Vendors promise to tell quickly when personal data in their hands has leaked, and their messages are acted on.",
    shownBy:
      "Notice clauses with deadlines in vendor contracts, and records of vendor notices with the steps that followed.",
  },
  {
    kind: "criterion",
    ref: "P6.6",
    title: "Notification of breaches and incidents",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "After a breach of personal data, the people concerned, regulators and others are told as law and promises demand.",
    shownBy:
      "A notification procedure with deadlines per jurisdiction, filled templates, and sent notices with proof of time.",
  },
  {
    kind: "criterion",
    ref: "P6.7",
    title: "Accounting of information held and disclosed",
    category: "privacy",
    series: "P6",
    cosoPrinciple: null,
    sourceNameNote: "The article speaks of information held; to whom it was disclosed belongs to it as well.",
    about:
      "On request, a person gets an account of the data held about them and of everyone who was given it.",
    shownBy:
      "Answered requests that show both holdings and recipients, with dates, and the register they were drawn from.",
  },
  {
    kind: "criterion",
    ref: "P7.1",
    title: "Data quality",
    category: "privacy",
    series: "P7",
    cosoPrinciple: null,
    sourceNameNote: null,
    about:
      "Personal data is kept correct, current, complete and to the point, so that decisions made with it are fair.",
    shownBy:
      "Validation at entry, periodic data-quality reports, self-service update screens, and corrections that were made.",
  },
  {
    kind: "criterion",
    ref: "P8.1",
    title: "Inquiries, complaints, disputes and compliance monitoring",
    category: "privacy",
    series: "P8",
    cosoPrinciple: null,
    sourceNameNote: "The article leaves out watching over compliance and correcting shortfalls.",
    about:
      "Privacy questions and complaints are answered, disputes settled, and the keeping of privacy promises is itself watched.",
    shownBy:
      "A complaint log with outcomes and dates, privacy compliance reviews, and corrective actions reported to management.",
  },
];
