import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Facts } from '../ui/card.tsx'
import { PersonName } from '../ui/inline.tsx'
import { type VisitTime, VisitWhen } from '../ui/visit-time.tsx'

export interface NextVisitProps {
  t: Texts
  /** Null: nothing is booked. */
  visit:
    | (VisitTime & {
        href: string
        doctor: { name: ByLanguage }
        department: ByLanguage
        /** Where there are several. */
        branch: ByLanguage | null
        /** Whose visit it is, where the reader acts for several. */
        patient: string | null
      })
    | null
}

/** The first thing that a signed-in person wants to know. */
export const NextVisit = ({ t, visit }: NextVisitProps) => (
  <>
    <h2>{t(visit ? 'home.nextVisit' : 'home.noVisit')}</h2>
    {visit && (
      <>
        <p class="lead">
          <a href={visit.href}>
            <VisitWhen t={t} visit={visit} />
          </a>
        </p>
        <Facts
          items={[
            ...(visit.patient
              ? [{ icon: 'people' as const, text: t.jsx('home.visitFor', { name: <PersonName name={visit.patient} /> }) }]
              : []),
            {
              icon: 'stethoscope',
              text: (
                <>
                  <PersonName name={t('staff.doctor', { name: t.local(visit.doctor.name) })} />
                  {t('ui.commaSpace')}
                  {t.local(visit.department)}
                </>
              ),
            },
            ...(visit.branch ? [{ icon: 'pin' as const, text: t.local(visit.branch) }] : []),
          ]}
        />
      </>
    )}
    <p class="more">
      <a href="/appointments">{t('home.myAppointments')}</a>
    </p>
  </>
)
