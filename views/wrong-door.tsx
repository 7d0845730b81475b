import type { Texts } from '../src/web/texts.ts'
import type { Frame } from './frame.ts'
import { Document } from './layout/document.tsx'

export interface WrongDoorProps {
  frame: Frame
  /** Both languages, the reader's first: here no choice can be remembered. */
  texts: Texts[]
  patientUrl: string
  staffUrl: string
  /** The host is ours, but the connection is one that browsers keep no sign-in on. */
  insecure: boolean
}

/** Somebody came under a name that leads to neither site: says which addresses exist. */
export const WrongDoorPage = ({ frame, texts, patientUrl, staffUrl, insecure }: WrongDoorProps) => (
  <Document frame={frame} title={frame.t('error.421')}>
    <main id="main" tabindex={-1}>
      <div class="page narrow">
        <h1>{frame.t('error.421')}</h1>
        {texts.map((t) => (
          <section lang={t.language} dir={t.direction}>
            <p>{t(insecure ? 'door.insecure' : 'door.stranger')}</p>
            <ul>
              <Way name={t('door.patients')} href={patientUrl} />
              <Way name={t('door.staff')} href={staffUrl} />
            </ul>
          </section>
        ))}
      </div>
    </main>
  </Document>
)

const Way = ({ name, href }: { name: string; href: string }) => (
  <li>
    {name}{' '}
    <a href={href} dir="ltr">
      {href}
    </a>
  </li>
)
