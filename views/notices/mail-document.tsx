import type { Letter } from '../../src/notices/letter.ts'
import type { Texts } from '../../src/web/texts.ts'

// Mail programs drop style sheets, so a mail is the one place where styles stand on the elements.
const styles = {
  body: 'margin:0;padding:24px;background:#fbf9f5;color:#16211f;font:17px/1.6 -apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Tahoma,Arial,sans-serif',
  card: 'max-width:36rem;margin:0 auto;padding:24px;background:#fff;border:1px solid #e2ddd2;border-radius:12px',
  heading: 'margin:0 0 16px;font-size:23px;line-height:1.45',
  label: 'padding:4px 0;color:#4b5854;vertical-align:top;font-weight:400',
  value: 'padding:4px 12px;vertical-align:top;font-weight:600',
  link: 'display:inline-block;padding:10px 16px;background:#0b5e58;color:#fff;border-radius:6px;font-weight:600;text-decoration:none',
  sender: 'margin:24px 0 0;color:#4b5854;font-size:14px',
}

/** The HTML part of a mail: the same words as its plain part. */
export const MailDocument = ({ t, letter }: { t: Texts; letter: Letter }) => (
  <html lang={t.language} dir={t.direction}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{letter.subject}</title>
    </head>
    <body dir={t.direction} style={styles.body}>
      <div style={styles.card}>
        <h1 style={styles.heading}>{letter.heading}</h1>
        {letter.facts.length > 0 && (
          <table role="presentation" cellspacing="0">
            {letter.facts.map(({ label, value }) => (
              <tr>
                <td style={styles.label}>{label}</td>
                <td style={styles.value}>
                  <bdi>{value}</bdi>
                </td>
              </tr>
            ))}
          </table>
        )}
        {letter.paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        {letter.link && (
          <p>
            <a href={letter.link.address} style={styles.link}>
              {letter.link.text}
            </a>
          </p>
        )}
        <p style={styles.sender}>{letter.sender}</p>
      </div>
    </body>
  </html>
)
