import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { LanguageLink } from '../layout/bar.tsx'
import { Document, StatusRegion } from '../layout/document.tsx'
import { Button } from '../ui/button.tsx'
import { Logo } from '../ui/icon.tsx'
import { Num } from '../ui/inline.tsx'

export interface BoardCall {
  number: string
  department: ByLanguage | null
  room: ByLanguage
  /** Called within the last minute: marked, so that people look up. */
  fresh: boolean
}

/** Seen from across a room: the clinic, and the numbers that are called with where to go. */
export const BoardPage = ({ frame, name, calls, version }: { frame: Frame; name: string; calls: BoardCall[]; version: string }) => (
  <Document frame={frame} title={name} reload>
    <main id="main" class="board" tabindex={-1}>
      <h1>
        <Logo />
        {frame.clinic.name} <small>{name}</small>
      </h1>
      <StatusRegion frame={frame} trouble={frame.t('board.notLive')} />
      <div id="calls" aria-live="polite">
        <BoardCalls t={frame.t} calls={calls} version={version} />
      </div>
      <p class="language">
        <LanguageLink frame={frame} />
      </p>
    </main>
  </Document>
)

/** What a screen asks for every five seconds; nothing is sent while nothing has changed. */
export const BoardCalls = ({ t, calls, version }: { t: Texts; calls: BoardCall[]; version: string }) => (
  <>
    {calls.length === 0 ? (
      <p class="nobody">{t('board.nobody')}</p>
    ) : (
      <table>
        <thead>
          <tr>
            <th scope="col">{t('board.number')}</th>
            <th scope="col">{t('board.goTo')}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map(({ number, department, room, fresh }) => (
            <tr class={fresh ? 'fresh' : undefined}>
              <th scope="row">
                <Num>{number}</Num>
                {department && (
                  <>
                    {' '}
                    <span class="department">{t.local(department)}</span> <InTheOther t={t} words={department} />
                  </>
                )}
              </th>
              <td>
                {t.local(room)} <InTheOther t={t} words={room} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <span hx-get={`/board?seen=${version}`} hx-trigger="every 5s" hx-target="#calls" hx-swap="innerHTML" />
  </>
)

/** For those in the room who read the other language. */
const InTheOther = ({ t, words }: { t: Texts; words: ByLanguage }) => {
  const language = t.language === 'ar' ? 'en' : 'ar'
  return <small lang={language}>{words[language]}</small>
}

/** A screen that is not paired: it asks for a code, and shows it until somebody has typed it on the staff site. */
export const PairingPage = ({ frame, code, staffSite }: { frame: Frame; code: string | null; staffSite: string }) => {
  const { t } = frame
  return (
    <Document frame={frame} title={t('board.pairing')} reload={code !== null}>
      <main id="main" class="board pairing" tabindex={-1}>
        <h1>
          <Logo />
          {frame.clinic.name}
        </h1>
        <StatusRegion frame={frame} trouble={t('board.noAnswer')} />
        {code ? (
          <>
            <p>{t.jsx('board.typeCode', { site: <Num>{staffSite}</Num> })}</p>
            <p class="code">
              <Num>{`${code.slice(0, 3)} ${code.slice(3)}`}</Num>
            </p>
            <p class="hint" hx-get="/board?seen=code" hx-trigger="every 5s" hx-target="this">
              {t('board.codeLives')}
            </p>
          </>
        ) : (
          <>
            <p>{t('board.notPaired')}</p>
            <form action="/board/pairing" method="post">
              <Button>{t('board.showCode')}</Button>
            </form>
          </>
        )}
        <p>
          <LanguageLink frame={frame} />
        </p>
      </main>
    </Document>
  )
}
