// The 93 controls of ISO/IEC 27001:2022 Annex A: number, short title, ISO/IEC 27002 attributes, and an explanation in our own words.
import type { AnnexControl } from "./types";

export const CONTROLS: readonly AnnexControl[] = [
  {
    kind: "control",
    ref: "A.5.1",
    title: "Policies for information security",
    theme: "A.5",
    newIn2022: false,
    about:
      "Leadership states its rules for security in one overall policy and a set of topic policies that stay current.",
    shownBy:
      "The approved policies with version, date and owner, proof that they reached staff, and the record of their last review.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Governance"],
      domains: ["Governance and ecosystem", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.5.2",
    title: "Information security roles and responsibilities",
    theme: "A.5",
    newIn2022: false,
    about:
      "Everybody with a part in security knows what it is, from the person in charge to the owner of a single system.",
    shownBy:
      "A role list or RACI chart, appointment letters, and job descriptions that match the names in use.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Governance"],
      domains: ["Governance and ecosystem", "Protection", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.5.3",
    title: "Segregation of duties",
    theme: "A.5",
    newIn2022: false,
    about:
      "No single person can start, approve and hide a risky action; where the team is too small, extra checks make up for it.",
    shownBy:
      "A matrix of conflicting duties, system roles that keep them apart, and reviews where an exception was allowed.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Governance", "Identity and access management"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.5.4",
    title: "Management responsibilities",
    theme: "A.5",
    newIn2022: false,
    about:
      "Managers see to it that their own people know and follow the security rules, and set the example themselves.",
    shownBy:
      "Signed briefings, team meeting notes with security points, and managers' confirmations or escalations.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Governance"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.5.5",
    title: "Contact with authorities",
    theme: "A.5",
    newIn2022: false,
    about:
      "It is known in advance which regulators, police units or data protection offices to call, when, and who calls them.",
    shownBy:
      "A contact list with triggers and a named caller, the date it was last checked, and any correspondence that took place.",
    attributes: {
      controlType: ["Preventive", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect", "Respond", "Recover"],
      capabilities: ["Governance"],
      domains: ["Defence", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.5.6",
    title: "Contact with special interest groups",
    theme: "A.5",
    newIn2022: false,
    about:
      "Security staff stay in touch with professional groups and forums, to hear early about threats and good practice.",
    shownBy:
      "Memberships, mailing list subscriptions, event attendance, and an example where advice led to a change.",
    attributes: {
      controlType: ["Preventive", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Respond", "Recover"],
      capabilities: ["Governance"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.7",
    title: "Threat intelligence",
    theme: "A.5",
    newIn2022: true,
    about:
      "Information about attackers and their methods is gathered, judged for its relevance and turned into action.",
    shownBy:
      "The feeds or bulletins in use, notes on what was relevant, and tickets or rule changes that followed from it.",
    attributes: {
      controlType: ["Preventive", "Detective", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Detect", "Respond"],
      capabilities: ["Threat and vulnerability management"],
      domains: ["Defence", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.5.8",
    title: "Information security in project management",
    theme: "A.5",
    newIn2022: false,
    about:
      "Projects of any kind weigh their security risks from the first idea to the handover, not only just before launch.",
    shownBy:
      "A project template with security steps, a risk review from a recent project, and sign-offs at its gates.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Governance"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.9",
    title: "Inventory of information and other associated assets",
    theme: "A.5",
    newIn2022: false,
    about:
      "There is a current list of information and of the systems, devices and services that hold it, each with an owner.",
    shownBy:
      "The asset register with owners, the date of its last reconciliation, and a sample traced in both directions.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Asset management"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.10",
    title: "Acceptable use of information and other associated assets",
    theme: "A.5",
    newIn2022: false,
    about:
      "People know how they may and may not use company information and equipment, from first use to disposal.",
    shownBy:
      "An acceptable use policy, acknowledgements by staff and contractors, and handling rules per class of data.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Asset management", "Information protection"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.11",
    title: "Return of assets",
    theme: "A.5",
    newIn2022: false,
    about:
      "People who leave or change jobs hand back what belongs to the company: devices, keys, badges and documents.",
    shownBy:
      "Leaver checklists with signed returns, matched to the asset register, and follow-up of items still missing.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Asset management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.12",
    title: "Classification of information",
    theme: "A.5",
    newIn2022: false,
    about: "Information is sorted into a few classes by how much harm its loss, alteration or leak would do.",
    shownBy:
      "The classification scheme, examples for each class, and registers or repositories that show the class assigned.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Information protection"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.13",
    title: "Labelling of information",
    theme: "A.5",
    newIn2022: false,
    about:
      "Documents and data carry their class visibly or as metadata, so that people and tools treat them correctly.",
    shownBy:
      "The labelling procedure, marked sample documents, and label settings in office, mail and storage tools.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Information protection"],
      domains: ["Defence", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.14",
    title: "Information transfer",
    theme: "A.5",
    newIn2022: false,
    about:
      "Whatever is sent to others, by network, courier or in conversation, travels under rules that keep it protected.",
    shownBy:
      "Transfer rules per channel, agreements with regular partners, and encryption settings on mail and file exchange.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Asset management", "Information protection"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.15",
    title: "Access control",
    theme: "A.5",
    newIn2022: false,
    about:
      "Rules say who may reach which information, systems and rooms, built on business need and security risk.",
    shownBy:
      "An access control policy, a matrix of roles and rights approved by owners, and a sample checked against it.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.16",
    title: "Identity management",
    theme: "A.5",
    newIn2022: false,
    about:
      "Each person, service and device has an identity of its own that is looked after from creation to removal.",
    shownBy:
      "The directory export, joiner and leaver records, and a register of shared or service accounts with reasons.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.17",
    title: "Authentication information",
    theme: "A.5",
    newIn2022: false,
    about:
      "Passwords, keys and tokens are issued, kept and replaced so that only the rightful holder can use them.",
    shownBy:
      "Password and secret settings, vault use, a reset procedure with identity check, and guidance given to users.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.18",
    title: "Access rights",
    theme: "A.5",
    newIn2022: false,
    about:
      "Rights are given on approval, looked at again regularly, and cut back or withdrawn once the reason for them ends.",
    shownBy:
      "Access requests with approvals, periodic review results with removals, and timely deactivation of leavers.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.19",
    title: "Information security in supplier relationships",
    theme: "A.5",
    newIn2022: false,
    about:
      "The risk of depending on outside suppliers is known and handled, from choosing one to parting with it.",
    shownBy:
      "A supplier register with risk tiers, the selection and review process, and completed due diligence files.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Supplier relationships security"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.20",
    title: "Addressing information security within supplier agreements",
    theme: "A.5",
    newIn2022: false,
    about:
      "Contracts say what security the supplier owes, from incident notice and audit rights to the end of the service.",
    shownBy:
      "Signed contracts or data agreements with security clauses, and a checklist showing that none is missing.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Supplier relationships security"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.21",
    title: "Managing information security in the ICT supply chain",
    theme: "A.5",
    newIn2022: false,
    about:
      "Security is demanded down the chain of hardware, software and cloud suppliers, beyond the direct contract partner.",
    shownBy:
      "A list of ICT suppliers with components and sub-suppliers, purchase requirements, and checks such as parts lists for software.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Supplier relationships security"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.22",
    title: "Monitoring, review and change management of supplier services",
    theme: "A.5",
    newIn2022: false,
    about:
      "How suppliers perform on security is followed over time, and changes on their side are weighed before they cause harm.",
    shownBy:
      "Dated reviews of supplier reports, minutes of service meetings, and risk notes on changes a supplier announced.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Supplier relationships security", "Information security assurance"],
      domains: ["Governance and ecosystem", "Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.23",
    title: "Information security for use of cloud services",
    theme: "A.5",
    newIn2022: true,
    about:
      "Cloud services are selected, used and left by rules that settle what you secure and what the provider secures.",
    shownBy:
      "A list of cloud services, shared responsibility tables, configuration checks, and exit plans for the major ones.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Supplier relationships security"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.24",
    title: "Information security incident management planning and preparation",
    theme: "A.5",
    newIn2022: false,
    about:
      "It is settled before anything happens how incidents will be handled, by whom and with which tools.",
    shownBy:
      "An incident plan with roles and contact paths, training or exercise records, and the on-call schedule.",
    attributes: {
      controlType: ["Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Respond", "Recover"],
      capabilities: ["Governance", "Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.25",
    title: "Assessment and decision on information security events",
    theme: "A.5",
    newIn2022: false,
    about:
      "Somebody decides quickly, by agreed criteria, whether an event counts as an incident and how serious it is.",
    shownBy:
      "The severity scale, triage tickets with decision and time, and events closed as harmless with the reason.",
    attributes: {
      controlType: ["Detective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Detect", "Respond"],
      capabilities: ["Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.26",
    title: "Response to information security incidents",
    theme: "A.5",
    newIn2022: false,
    about:
      "Once an incident is declared, trained people contain, resolve and communicate it by the written procedure.",
    shownBy:
      "Incident tickets with a timeline of actions, the notices sent, and the closing report with its approval.",
    attributes: {
      controlType: ["Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Respond", "Recover"],
      capabilities: ["Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.27",
    title: "Learning from information security incidents",
    theme: "A.5",
    newIn2022: false,
    about:
      "What an incident taught is put to use: controls, training and the risk assessment change because of it.",
    shownBy:
      "Post-incident reviews with causes, improvement tickets that were carried out, and changes in the risk register.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.28",
    title: "Collection of evidence",
    theme: "A.5",
    newIn2022: false,
    about:
      "Traces of an incident are secured in a way that would stand up in disciplinary or court proceedings.",
    shownBy:
      "A procedure for securing evidence, chain-of-custody forms, hashes of disk images, and storage with limited access.",
    attributes: {
      controlType: ["Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Detect", "Respond"],
      capabilities: ["Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.29",
    title: "Information security during disruption",
    theme: "A.5",
    newIn2022: false,
    about:
      "Security does not lapse while the business runs in crisis mode; its protections hold or are replaced by others.",
    shownBy:
      "Continuity plans that name the security measures for a crisis, and exercise reports that put them to the test.",
    attributes: {
      controlType: ["Preventive", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Respond"],
      capabilities: ["Continuity"],
      domains: ["Protection", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.5.30",
    title: "ICT readiness for business continuity",
    theme: "A.5",
    newIn2022: true,
    about:
      "Systems can be brought back within the times the business needs, because this was planned, built and tried out.",
    shownBy:
      "A business impact analysis with recovery targets, ICT continuity plans, and test results against the targets.",
    attributes: {
      controlType: ["Corrective"],
      properties: ["Availability"],
      concepts: ["Respond"],
      capabilities: ["Continuity"],
      domains: ["Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.5.31",
    title: "Legal, statutory, regulatory and contractual requirements",
    theme: "A.5",
    newIn2022: false,
    about:
      "Laws, regulations and contract terms that touch security are listed, together with how each of them is met.",
    shownBy:
      "A register of obligations with owner, source and last review, and the controls or policies that answer them.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Legal and compliance"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.32",
    title: "Intellectual property rights",
    theme: "A.5",
    newIn2022: false,
    about:
      "Software licences, copyrights and other creations of third parties are respected, and the company's own are guarded.",
    shownBy:
      "A licence inventory reconciled with installs, open-source licence scans, and a policy on copying and use.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Legal and compliance"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.5.33",
    title: "Protection of records",
    theme: "A.5",
    newIn2022: false,
    about:
      "Records that have to be kept survive unaltered and readable for their full period, and are removed after it.",
    shownBy:
      "A retention schedule, storage with write protection or access limits, and a test that old records still open.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Legal and compliance", "Asset management", "Information protection"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.5.34",
    title: "Privacy and protection of PII",
    theme: "A.5",
    newIn2022: false,
    about:
      "Personal data is handled as privacy laws and contracts demand, and someone is put in charge of seeing to it.",
    shownBy:
      "Records of processing, privacy impact assessments, an appointed contact, and the privacy entries of the legal register.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Information protection", "Legal and compliance"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.5.35",
    title: "Independent review of information security",
    theme: "A.5",
    newIn2022: false,
    about:
      "Somebody who does not run security examines, at intervals and after big changes, whether the approach still fits.",
    shownBy:
      "Reports of independent reviews or internal audits, a note on the reviewer's independence, and management's response.",
    attributes: {
      controlType: ["Preventive", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Information security assurance"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.5.36",
    title: "Compliance with policies, rules and standards for information security",
    theme: "A.5",
    newIn2022: false,
    about:
      "Managers check that their areas keep to the policies, rules and technical standards, and put deviations right.",
    shownBy:
      "Check results per policy or system, exceptions with approval, and the corrections that were carried out.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Legal and compliance", "Information security assurance"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.5.37",
    title: "Documented operating procedures",
    theme: "A.5",
    newIn2022: false,
    about:
      "Tasks such as backup, restart or account set-up are written down, so that a colleague could do them safely.",
    shownBy:
      "Runbooks with owner, version and review date, stored where operators can reach them even during a failure.",
    attributes: {
      controlType: ["Preventive", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Recover"],
      capabilities: [
        "Asset management",
        "Physical security",
        "System and network security",
        "Application security",
        "Secure configuration",
        "Identity and access management",
        "Threat and vulnerability management",
        "Continuity",
        "Information security event management",
      ],
      domains: ["Governance and ecosystem", "Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.6.1",
    title: "Screening",
    theme: "A.6",
    newIn2022: false,
    about:
      "Candidates are checked within the law and in proportion to the job's risk before they start, and again where it matters.",
    shownBy:
      "Screening records or provider confirmations per hire, the criteria by role, and how negative results were treated.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Human resource security"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.6.2",
    title: "Terms and conditions of employment",
    theme: "A.6",
    newIn2022: false,
    about:
      "The employment contract says what each side owes regarding security, including duties that outlast the job.",
    shownBy:
      "Signed contracts or annexes with security terms, for employees and contractors, and the current template.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Human resource security"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.6.3",
    title: "Information security awareness, education and training",
    theme: "A.6",
    newIn2022: false,
    about:
      "Staff and relevant partners learn what they need to act securely, when they start and regularly afterwards.",
    shownBy:
      "A training plan by role, completion lists, quiz or phishing test results, and the material that was used.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Human resource security"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.6.4",
    title: "Disciplinary process",
    theme: "A.6",
    newIn2022: false,
    about:
      "Breaking the security rules has consequences that everybody knows and that are applied fairly and in steps.",
    shownBy:
      "The disciplinary procedure, proof that staff know it, and anonymised cases or a statement that there were none.",
    attributes: {
      controlType: ["Preventive", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Respond"],
      capabilities: ["Human resource security"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.6.5",
    title: "Responsibilities after termination or change of employment",
    theme: "A.6",
    newIn2022: false,
    about:
      "Duties that outlive a job or a role, such as secrecy, are defined, explained to the person, and enforced.",
    shownBy:
      "Exit letters or interviews that repeat the duties, contract clauses, and handover records for role changes.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Human resource security", "Asset management"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.6.6",
    title: "Confidentiality or non-disclosure agreements",
    theme: "A.6",
    newIn2022: false,
    about:
      "People and partners who learn confidential matters sign to keep them secret, on terms that are kept current.",
    shownBy:
      "Signed agreements per person or partner, a register of them, and the date the template was last reviewed.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality"],
      concepts: ["Protect"],
      capabilities: ["Human resource security", "Information protection", "Supplier relationships security"],
      domains: ["Governance and ecosystem"],
    },
  },
  {
    kind: "control",
    ref: "A.6.7",
    title: "Remote working",
    theme: "A.6",
    newIn2022: false,
    about:
      "Work from home or on the road is safe, because places, devices and connections have to meet set conditions.",
    shownBy:
      "A remote work policy, device encryption and remote access settings, and acknowledgements of the rules.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: [
        "Asset management",
        "Information protection",
        "Physical security",
        "System and network security",
      ],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.6.8",
    title: "Information security event reporting",
    theme: "A.6",
    newIn2022: false,
    about:
      "Anyone who notices something suspicious can report it quickly, knows how, and need not fear blame.",
    shownBy:
      "The reporting channel as announced to staff, sample reports with response times, and awareness material.",
    attributes: {
      controlType: ["Detective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Detect"],
      capabilities: ["Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.7.1",
    title: "Physical security perimeters",
    theme: "A.7",
    newIn2022: false,
    about:
      "Walls, doors, gates and reception form boundaries between places with sensitive equipment or papers and the rest.",
    shownBy:
      "Floor plans with zones, a walk-through record, or the data centre provider's report for hosted systems.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.2",
    title: "Physical entry",
    theme: "A.7",
    newIn2022: false,
    about:
      "Entry points let in only people with permission, visitors are accompanied, and deliveries are kept apart.",
    shownBy:
      "Badge logs, the visitor book, reviews of entry rights, and proof that leavers' badges were withdrawn.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.3",
    title: "Securing offices, rooms and facilities",
    theme: "A.7",
    newIn2022: false,
    about:
      "Offices and rooms are built and arranged so that outsiders can neither get in unnoticed nor look in.",
    shownBy:
      "Site assessments, lock and key registers, and photos or walk-through notes of the sensitive rooms.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Asset management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.4",
    title: "Physical security monitoring",
    theme: "A.7",
    newIn2022: true,
    about:
      "Premises are watched by alarms, cameras or guards, so that somebody notices when an intruder enters.",
    shownBy:
      "Alarm and camera coverage, maintenance and test logs, retention rules for footage, and follow-up of alerts.",
    attributes: {
      controlType: ["Preventive", "Detective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Detect"],
      capabilities: ["Physical security"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.7.5",
    title: "Protecting against physical and environmental threats",
    theme: "A.7",
    newIn2022: false,
    about:
      "Fire, flood, storm, power surges and attacks on the site are foreseen, and the building is guarded against them.",
    shownBy:
      "A site risk assessment, detector and extinguisher inspections, or a reviewed provider report on the data centre.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.6",
    title: "Working in secure areas",
    theme: "A.7",
    newIn2022: false,
    about:
      "Extra rules apply to people at work in the most sensitive rooms, for example no cameras and no working alone.",
    shownBy:
      "The list of such rooms, the rules posted there, and entry or supervision records that show they are kept.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.7",
    title: "Clear desk and clear screen",
    theme: "A.7",
    newIn2022: false,
    about:
      "Papers and removable media are locked away, and screens are locked, whenever nobody is there to watch them.",
    shownBy:
      "A desk and screen policy, screen lock settings pushed to devices, and notes from spot checks in the office.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality"],
      concepts: ["Protect"],
      capabilities: ["Physical security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.8",
    title: "Equipment siting and protection",
    theme: "A.7",
    newIn2022: false,
    about:
      "Equipment is placed, at the office and at home, where damage, prying eyes and interference are unlikely.",
    shownBy:
      "Placement rules, a record of workplace checks, and protective measures such as cable locks and privacy filters.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Asset management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.9",
    title: "Security of assets off-premises",
    theme: "A.7",
    newIn2022: false,
    about:
      "Laptops, phones and other items taken off the premises stay protected on the way and wherever they are used.",
    shownBy:
      "Rules for items off site, an issue register, disk encryption status, and the handling of reported losses.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Asset management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.10",
    title: "Storage media",
    theme: "A.7",
    newIn2022: false,
    about:
      "USB sticks, disks, tapes and paper are under control from purchase through use and transport to destruction.",
    shownBy:
      "Media rules, port restrictions, a register of media in use, and transport or destruction records.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Asset management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.11",
    title: "Supporting utilities",
    theme: "A.7",
    newIn2022: false,
    about:
      "Failures of power, cooling, water or telecoms are bridged, so that they do not take the systems down.",
    shownBy:
      "Battery and generator tests, monitoring alarms, redundant lines, or the hosting provider's report reviewed for this.",
    attributes: {
      controlType: ["Preventive", "Detective"],
      properties: ["Integrity", "Availability"],
      concepts: ["Protect", "Detect"],
      capabilities: ["Physical security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.12",
    title: "Cabling security",
    theme: "A.7",
    newIn2022: false,
    about:
      "Power and data cables are laid so that nobody can tap them, disturb them or damage them by accident.",
    shownBy:
      "Cabling plans and inspections of the company's own rooms, or the part of the provider's report that covers cabling.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.7.13",
    title: "Equipment maintenance",
    theme: "A.7",
    newIn2022: false,
    about:
      "Equipment is serviced as its maker advises, by people allowed to do so, without exposing the data on it.",
    shownBy:
      "Maintenance plans and logs, service contracts, checks after repair, or the provider's report on upkeep.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Asset management"],
      domains: ["Protection", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.7.14",
    title: "Secure disposal or re-use of equipment",
    theme: "A.7",
    newIn2022: false,
    about: "Before a device is passed on or scrapped, its data and licensed software are verifiably gone.",
    shownBy: "Wipe logs or destruction certificates that match the serial numbers in the asset register.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality"],
      concepts: ["Protect"],
      capabilities: ["Physical security", "Asset management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.1",
    title: "User endpoint devices",
    theme: "A.8",
    newIn2022: false,
    about:
      "Laptops, phones and similar devices are set up so that the information they hold or can reach stays safe.",
    shownBy:
      "Device management reports on encryption, patch level, screen lock and remote wipe, plus rules for private devices.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Asset management", "Information protection"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.2",
    title: "Privileged access rights",
    theme: "A.8",
    newIn2022: false,
    about:
      "Administrator and other powerful rights are few, given for a reason, limited in time and used traceably.",
    shownBy:
      "A list of privileged accounts with approvals, separate administrator identities, review results and session logs.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.3",
    title: "Information access restriction",
    theme: "A.8",
    newIn2022: false,
    about:
      "Applications and data stores show each user only the information and functions that the access rules allow.",
    shownBy:
      "Role settings in the application, tests with accounts of lower rights, and restrictions on data exports.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.4",
    title: "Access to source code",
    theme: "A.8",
    newIn2022: false,
    about:
      "Reading and changing source code, build tools and libraries is limited to the people who need it.",
    shownBy:
      "Repository permissions, branch protection, a review of repository members, and logs of changes to them.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management", "Application security", "Secure configuration"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.5",
    title: "Secure authentication",
    theme: "A.8",
    newIn2022: false,
    about:
      "Signing in is as strong as the data behind it deserves, and holds against guessed and stolen passwords.",
    shownBy:
      "Multi-factor and single sign-on settings, lockout rules, session limits, and the list of exceptions.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Identity and access management"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.6",
    title: "Capacity management",
    theme: "A.8",
    newIn2022: false,
    about:
      "Use of computing, storage, network and staff is watched and adjusted to what will be needed next.",
    shownBy: "Utilisation graphs with alarms, a forecast, and the actions taken when a threshold came near.",
    attributes: {
      controlType: ["Preventive", "Detective"],
      properties: ["Integrity", "Availability"],
      concepts: ["Identify", "Protect", "Detect"],
      capabilities: ["Continuity"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.7",
    title: "Protection against malware",
    theme: "A.8",
    newIn2022: false,
    about:
      "Malware is blocked and detected by technical means, and by users who know what they had better not open.",
    shownBy:
      "Coverage and update status of endpoint protection, mail and web filter results, and awareness records.",
    attributes: {
      controlType: ["Preventive", "Detective", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Detect"],
      capabilities: ["System and network security", "Information protection"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.8",
    title: "Management of technical vulnerabilities",
    theme: "A.8",
    newIn2022: false,
    about:
      "Weaknesses in the systems in use are learned of early, rated by risk, and fixed within set times.",
    shownBy:
      "Scan reports, a list of findings with deadlines, patch statistics, and exceptions approved by name.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect"],
      capabilities: ["Threat and vulnerability management"],
      domains: ["Governance and ecosystem", "Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.9",
    title: "Configuration management",
    theme: "A.8",
    newIn2022: true,
    about:
      "Hardware, software and networks are set up to a defined secure standard, and deviations from it are found.",
    shownBy:
      "Hardening baselines, infrastructure code, drift reports, and approvals for settings that were changed.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Secure configuration"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.10",
    title: "Information deletion",
    theme: "A.8",
    newIn2022: true,
    about: "Data nobody needs any more is erased on schedule from systems, devices, backups and providers.",
    shownBy:
      "Retention rules, deletion job logs, provider confirmations, and samples proving that the data is gone.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality"],
      concepts: ["Protect"],
      capabilities: ["Information protection", "Legal and compliance"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.11",
    title: "Data masking",
    theme: "A.8",
    newIn2022: true,
    about:
      "Sensitive data is hidden by masking, pseudonyms or anonymisation wherever its full form is not needed.",
    shownBy:
      "Masking rules, screenshots of masked fields, and a check that test or analytics data holds no real values.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality"],
      concepts: ["Protect"],
      capabilities: ["Information protection"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.12",
    title: "Data leakage prevention",
    theme: "A.8",
    newIn2022: true,
    about:
      "The channels through which sensitive data could leak are watched, and attempts to take it out are stopped.",
    shownBy:
      "Rules of the leak prevention tool or equal restrictions, alerts with their handling, and reports on outside sharing.",
    attributes: {
      controlType: ["Preventive", "Detective"],
      properties: ["Confidentiality"],
      concepts: ["Protect", "Detect"],
      capabilities: ["Information protection"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.13",
    title: "Information backup",
    theme: "A.8",
    newIn2022: false,
    about: "Copies of data, software and settings are made, kept in a safe place, and proven to restore.",
    shownBy:
      "A backup plan, job logs with failures followed up, copies held apart from the original, and dated restore tests.",
    attributes: {
      controlType: ["Corrective"],
      properties: ["Integrity", "Availability"],
      concepts: ["Recover"],
      capabilities: ["Continuity"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.14",
    title: "Redundancy of information processing facilities",
    theme: "A.8",
    newIn2022: false,
    about:
      "Enough spare equipment and capacity stands ready to keep services up when a component or a site fails.",
    shownBy:
      "Architecture diagrams with redundancy, failover test results, and availability figures against the target.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Availability"],
      concepts: ["Protect"],
      capabilities: ["Continuity", "Asset management"],
      domains: ["Protection", "Resilience"],
    },
  },
  {
    kind: "control",
    ref: "A.8.15",
    title: "Logging",
    theme: "A.8",
    newIn2022: false,
    about:
      "User actions, errors and security events leave a record that nobody can tamper with and that somebody reads.",
    shownBy:
      "A list of log sources, retention and access settings, central storage, and reviews of log samples.",
    attributes: {
      controlType: ["Detective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Detect"],
      capabilities: ["Information security event management"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.16",
    title: "Monitoring activities",
    theme: "A.8",
    newIn2022: true,
    about:
      "Networks, systems and applications are observed for behaviour that departs from what is normal for them.",
    shownBy: "Monitoring rules, alert history with investigations, and a record of how thresholds are tuned.",
    attributes: {
      controlType: ["Detective", "Corrective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Detect", "Respond"],
      capabilities: ["Information security event management"],
      domains: ["Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.17",
    title: "Clock synchronization",
    theme: "A.8",
    newIn2022: false,
    about: "All systems keep the same correct time, so that their logs can be lined up after an incident.",
    shownBy:
      "Time service settings per platform, the reference source that was chosen, and an alarm or check on drift.",
    attributes: {
      controlType: ["Detective"],
      properties: ["Integrity"],
      concepts: ["Protect", "Detect"],
      capabilities: ["Information security event management"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.18",
    title: "Use of privileged utility programs",
    theme: "A.8",
    newIn2022: false,
    about:
      "Tools that can get around normal safeguards are kept to a few people, and their use leaves a trace.",
    shownBy: "A list of such tools, the people who may use them, technical limits, and logs of their use.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["System and network security", "Secure configuration", "Application security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.19",
    title: "Installation of software on operational systems",
    theme: "A.8",
    newIn2022: false,
    about: "Only approved software gets onto production systems, by a controlled route and with a way back.",
    shownBy:
      "Deployment records, allow lists, install rights, and a version inventory that makes a rollback possible.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Secure configuration", "Application security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.20",
    title: "Networks security",
    theme: "A.8",
    newIn2022: false,
    about:
      "Networks and their devices are set up, run and watched so that the information crossing them stays safe.",
    shownBy:
      "Network diagrams, firewall rules with reviews, device hardening, and administrator access through secured paths.",
    attributes: {
      controlType: ["Preventive", "Detective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect", "Detect"],
      capabilities: ["System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.21",
    title: "Security of network services",
    theme: "A.8",
    newIn2022: false,
    about:
      "For every network service, own or bought, the protection and service level needed are agreed and checked.",
    shownBy:
      "A list of network services, contract terms or settings for each, and monitoring of what was promised.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.22",
    title: "Segregation of networks",
    theme: "A.8",
    newIn2022: false,
    about:
      "Groups of users, services and systems sit in separate network zones, with the traffic between them filtered.",
    shownBy:
      "The zone design, security group or VLAN rules, and a test showing that forbidden connections fail.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.23",
    title: "Web filtering",
    theme: "A.8",
    newIn2022: true,
    about:
      "Visits to harmful or forbidden websites are blocked, to keep malware and illegal content off the devices.",
    shownBy:
      "Filter or DNS protection settings, coverage across devices, block statistics, and the exception process.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.24",
    title: "Use of cryptography",
    theme: "A.8",
    newIn2022: false,
    about:
      "Rules say when and how to encrypt, and keys are looked after from their creation to their destruction.",
    shownBy:
      "A cryptography policy, encryption settings, a key inventory with rotation dates, and access lists of key stores.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Secure configuration"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.25",
    title: "Secure development life cycle",
    theme: "A.8",
    newIn2022: false,
    about: "Security is a fixed part of every step in building software, from design and coding to release.",
    shownBy:
      "A development policy, pipeline checks, threat models or design reviews, and release approvals for a sample.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Application security", "System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.26",
    title: "Application security requirements",
    theme: "A.8",
    newIn2022: false,
    about: "What an application must do to be secure is worked out and agreed before it is built or bought.",
    shownBy:
      "Security requirements in tickets or specifications, their approval, and purchase criteria for a recent system.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Application security", "System and network security"],
      domains: ["Protection", "Defence"],
    },
  },
  {
    kind: "control",
    ref: "A.8.27",
    title: "Secure system architecture and engineering principles",
    theme: "A.8",
    newIn2022: false,
    about:
      "Systems are designed by agreed secure principles, such as least privilege and several layers of defence.",
    shownBy:
      "The design principles, architecture reviews that refer to them, and decision records for a recent system.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Application security", "System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.28",
    title: "Secure coding",
    theme: "A.8",
    newIn2022: true,
    about:
      "Programmers follow rules that avoid typical weaknesses, both in their own code and in what they reuse.",
    shownBy:
      "Coding guidelines, review and static analysis results, dependency checks, and developer training records.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Application security", "System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.29",
    title: "Security testing in development and acceptance",
    theme: "A.8",
    newIn2022: false,
    about:
      "Software is tested for weaknesses while it is being built and again before it is accepted for use.",
    shownBy:
      "Test plans with security cases, scan and penetration test reports, and release sign-offs that list open findings.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify"],
      capabilities: ["Application security", "Information security assurance", "System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.30",
    title: "Outsourced development",
    theme: "A.8",
    newIn2022: false,
    about:
      "When others develop for the company, it sets the security terms, follows the work and tests what is delivered.",
    shownBy:
      "Contracts with development terms, acceptance tests of deliveries, and the access granted to outside developers.",
    attributes: {
      controlType: ["Preventive", "Detective"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Identify", "Protect", "Detect"],
      capabilities: [
        "System and network security",
        "Application security",
        "Supplier relationships security",
      ],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.31",
    title: "Separation of development, test and production environments",
    theme: "A.8",
    newIn2022: false,
    about:
      "Development, testing and live operation run apart from each other, so that work on one cannot harm another.",
    shownBy:
      "Separate accounts or clusters, differing access rights, and deployment rules that stop direct changes.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Application security", "System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.32",
    title: "Change management",
    theme: "A.8",
    newIn2022: false,
    about:
      "Changes to systems and facilities pass through set steps that weigh, test, approve and document them.",
    shownBy:
      "Change records with risk, test, approval and fallback, including emergency changes reviewed afterwards.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["Application security", "System and network security"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.33",
    title: "Test information",
    theme: "A.8",
    newIn2022: false,
    about:
      "Data used for testing is picked with care, protected like the original, and removed when the test is over.",
    shownBy:
      "Rules for test data, approvals for any copy of live data, proof of masking, and deletion records.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity"],
      concepts: ["Protect"],
      capabilities: ["Information protection"],
      domains: ["Protection"],
    },
  },
  {
    kind: "control",
    ref: "A.8.34",
    title: "Protection of information systems during audit testing",
    theme: "A.8",
    newIn2022: false,
    about:
      "Audits and technical tests on live systems are agreed beforehand, so that they neither disturb nor expose anything.",
    shownBy:
      "Test agreements with scope and time, read-only or supervised access, and logs of what the testers did.",
    attributes: {
      controlType: ["Preventive"],
      properties: ["Confidentiality", "Integrity", "Availability"],
      concepts: ["Protect"],
      capabilities: ["System and network security", "Information protection"],
      domains: ["Governance and ecosystem", "Protection"],
    },
  },
];
