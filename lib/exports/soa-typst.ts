/**
 * The page design of the statement's PDF. Everything that people typed arrives as JSON strings and is placed as text: no
 * string of the data is ever read as markup.
 */
export const SOA_TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#1b2430")
#let soft = rgb("#5b6470")
#let hair = rgb("#c9ced6")
#let tint = rgb("#eef1f5")
#let alarm = rgb("#b42318")

#set document(
  title: d.title,
  author: d.author,
  date: datetime(year: d.date.at(0), month: d.date.at(1), day: d.date.at(2)),
)
#set text(font: "DejaVu Sans Condensed", size: 8.5pt, lang: "en", region: "GB", fill: ink, hyphenate: false)
#set par(leading: 0.55em)
#set page(
  paper: "a4",
  flipped: true,
  margin: (x: 12mm, top: 18mm, bottom: 15mm),
  header-ascent: 5mm,
  footer-descent: 5mm,
  header: [
    #set text(size: 7.5pt, fill: soft)
    #grid(columns: (1fr, auto), column-gutter: 8mm, d.head, d.classification)
    #v(-1.5mm)
    #line(length: 100%, stroke: 0.4pt + hair)
  ],
  footer: context [
    #set text(size: 7.5pt, fill: soft)
    #grid(
      columns: (1fr, auto),
      column-gutter: 8mm,
      d.foot,
      "Page " + str(counter(page).get().first()) + " of " + str(counter(page).final().first()),
    )
  ],
  foreground: if d.mark != none {
    rotate(-28deg, text(size: 150pt, weight: "bold", fill: rgb(180, 35, 24, 20), d.mark))
  },
)
#show heading: set text(size: 12pt, weight: "bold")
#show heading: set block(above: 7mm, below: 3mm)
#show heading.where(level: 2): set text(size: 10pt)

#let put(value) = if type(value) == dictionary { text(dir: rtl, value.t) } else { value }

#let length(value) = if type(value) == dictionary { value.t.len() } else { value.len() }

#let listing(head, shares, rows, strong: 1) = {
  set text(size: 6.9pt)
  table(
    columns: shares.map(share => share * 1fr),
    align: left + top,
    inset: (x: 1.2mm, y: 1.15mm),
    stroke: (x, y) => (bottom: (if y == 0 { 0.7pt + soft } else { 0.4pt + hair })),
    fill: (x, y) => if y == 0 { tint },
    table.header(..head.map(title => text(weight: "bold", title))),
    ..rows.map(row => {
      let whole = row.all(value => length(value) < 700)
      row.enumerate().map(((place, value)) => if value == "" {
        none
      } else {
        table.cell(breakable: not whole, if place < strong { text(weight: "bold", put(value)) } else { put(value) })
      })
    }).flatten(),
  )
}

#v(6mm)
#text(size: 24pt, weight: "bold", d.name)
#v(-2mm)
#text(size: 14pt, fill: soft, put(d.organisation))
#v(1mm)
#block(
  fill: if d.mark == none { rgb("#e7f5ee") } else { rgb("#fdecea") },
  inset: (x: 3mm, y: 2mm),
  radius: 1mm,
  text(weight: "bold", fill: if d.mark == none { rgb("#0f6b45") } else { alarm }, d.status),
)
#if d.note != none { text(fill: soft, d.note) }
#v(2mm)
#grid(
  columns: (3fr, 2fr),
  column-gutter: 10mm,
  table(
    columns: (1fr, 2.4fr),
    align: left + top,
    inset: (x: 0mm, y: 1.25mm),
    stroke: (x, y) => (bottom: 0.4pt + hair),
    ..d.facts.map(((name, value)) => (text(fill: soft, name), put(value))).flatten(),
  ),
  {
    show outline.entry: set text(size: 8.5pt)
    outline(title: text(size: 10pt, "Contents"), depth: 1)
  },
)

#if d.blocking.len() > 0 [
  = Blocks approval
  #listing(("What is wrong", "How to mend it", "Rows"), (30, 40, 30), d.blocking, strong: 0)
]
#if d.warnings.len() > 0 [
  = Warnings
  #listing(("What is wrong", "How to mend it", "Rows"), (30, 40, 30), d.warnings, strong: 0)
]

#pagebreak(weak: true)
#for group in d.groups {
  heading(level: 1, text(group.label))
  listing(d.statement.head, d.statement.shares, group.rows, strong: 2)
}

#if d.record != none {
  pagebreak(weak: true)
  heading(level: 1, text("Records behind each row"))
  listing(d.record.head, d.record.shares, d.record.rows, strong: 2)
}

#pagebreak(weak: true)
= Change log
#if d.history.len() == 0 [No version has been approved yet.] else {
  listing(d.historyHead, (10, 15, 25, 50), d.history)
}
#if d.changes.len() > 0 {
  heading(level: 2, text("Changed since the version before"))
  listing(d.changesHead, (8, 20, 9, 15, 24, 24), d.changes)
}

= Legend
#listing(("Column", "Value", "Meaning"), (15, 20, 65), d.legend, strong: 0)
#if d.replaced [
  #v(3mm)
  #text(size: 7.5pt, fill: soft, "Characters that the typeface of this file lacks are printed as their code point, such as [U+1F389]. The XLSX, DOCX, CSV and JSON files hold them as typed.")
]
`;
