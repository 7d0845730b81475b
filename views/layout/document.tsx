import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { Note } from '../ui/note.tsx'

// The drop, in the tint that shows on light and dark tabs. A data: address, because a file would be one request more.
const favicon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath fill='%2314857b' d='M12 1C8 6.5 4.5 10.5 4.5 15a7.5 7.5 0 0 0 15 0C19.5 10.5 16 6.5 12 1z'/%3E%3C/svg%3E"

export interface DocumentProps {
  frame: Frame
  title: string
  /** The form came back with errors: the title says so before anything else. */
  error?: boolean
  /** A page that shows what is happening now: without scripts it is loaded anew, three times a minute. */
  reload?: boolean
  children: Child
}

export const Document = ({ frame, title, error, reload, children }: DocumentProps) => {
  const { t, clinic, assets } = frame
  return (
    <html lang={t.language} dir={t.direction} class={frame.site === 'staff' ? 'staff' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>
          {error ? `${t('shell.errorTitle')} ` : ''}
          {title === clinic.name ? title : `${title} · ${clinic.name}`}
        </title>
        {reload && (
          <noscript>
            <meta http-equiv="refresh" content="20" />
          </noscript>
        )}
        <link rel="stylesheet" href={assets.css} />
        <link rel="icon" href={favicon} />
        <script src={assets.js} defer></script>
      </head>
      <body data-error={t('shell.errorTitle')}>
        <a class="skip" href="#main">
          {t('shell.skip')}
        </a>
        {children}
      </body>
    </html>
  )
}

/**
 * Empty in every first page and filled later, never replaced; the script takes from it what it has to say when a request fails.
 * `trouble` says it all where nobody has sent anything.
 */
export const StatusRegion = ({ frame: { t }, note, trouble }: { frame: Frame; note?: Child; trouble?: string }) => (
  <>
    <div
      id="status"
      role="status"
      data-offline={trouble ?? t('error.offline')}
      data-failed={trouble ?? t('error.failed')}
      data-busy={trouble ?? t('error.busy')}
      data-large={t('error.large')}
    >
      {note}
    </div>
    <template id="trouble">
      <Note kind="bad">
        <p />
      </Note>
    </template>
  </>
)
