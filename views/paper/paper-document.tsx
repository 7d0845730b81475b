import type { Texts } from '../../src/web/texts.ts'
import { raw } from '../jsx/markup.ts'
import { type PaperSheet, PaperSheets } from './paper-sheets.tsx'

// A file that is opened from a disk, on any machine and without this clinic: everything it needs is in it.
const styles = `
body{margin:15mm auto;max-inline-size:50rem;padding-inline:1rem;background:#fff;color:#000;font:14px/1.5 "Segoe UI","Noto Sans","Noto Sans Arabic",Tahoma,Arial,sans-serif}
h1{font-size:18px}h2{font-size:17px;margin-block:0 8px}h3{font-size:15px;margin-block:16px 4px}small{font-weight:400}
.paper+.paper{break-before:page;margin-block-start:32px}h3{break-after:avoid}
table{inline-size:100%;border-collapse:collapse}th,td{padding:4px 6px;border:1px solid #777;text-align:start;vertical-align:top;font-weight:400}
thead{display:table-header-group}thead th{font-weight:600}tr{break-inside:avoid}.blank td{block-size:26px}
.num{direction:ltr;unicode-bidi:isolate;white-space:nowrap}.nowrap,.time{white-space:nowrap}.hint{display:block;font-size:12px}.title{inline-size:36%;font-weight:600}.status{inline-size:14%}
.ear{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{body{margin:0;max-inline-size:none;padding:0}}@page{size:A4;margin:12mm}`

export interface PaperDocumentProps {
  t: Texts
  clinic: string
  sheet: PaperSheet
  hijri: boolean
  at: Temporal.ZonedDateTime
}

/** One location's day as a page that stands by itself. */
export const PaperDocument = ({ t, clinic, sheet, hijri, at }: PaperDocumentProps) => (
  <html lang={t.language} dir={t.direction}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{t('paper.fileTitle', { date: t.date(sheet.day), location: sheet.location })}</title>
      <style>{raw(styles)}</style>
    </head>
    <body>
      <h1>
        {clinic} <small>{t('paper.readAt', { date: t.date(at.toPlainDate()), time: t.time(at) })}</small>
      </h1>
      <PaperSheets t={t} sheets={[sheet]} hijri={hijri} />
    </body>
  </html>
)
