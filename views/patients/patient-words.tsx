import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'

export type PatientSex = 'female' | 'male' | 'unknown'

/** A name in its own script; `lang` tells the screen reader how to say it. */
export const Name = ({ name }: { name: ShownName }) => <bdi lang={name.language}>{name.text}</bdi>

/** The name in the reader's script and, apart from it, the one in the other script. */
export const BothNames = ({ t, names }: { t: Texts; names: ShownName[] }) => {
  const [first, second] = names
  if (!first) return <>{t('patient.nameless')}</>
  return (
    <>
      <Name name={first} />
      {second && (
        <>
          {' · '}
          <Name name={second} />
        </>
      )}
    </>
  )
}

/** "F 34", "M 8 mo": for tables. */
export const SexAndAge = ({ t, sex, age }: { t: Texts; sex: PatientSex; age: Age | null }) => (
  <span class="nowrap">
    {t(`patient.sexShort.${sex}`)} {age && t(`patient.ageShort.${age.unit}`, { n: age.count })}
  </span>
)

/** "51 years", "about 40 years": in a sentence or a header. */
export function ageText(t: Texts, age: Age): string {
  const text = t(`patient.age.${age.unit}`, { n: age.count })
  return age.approximate ? t('patient.ageAbout', { age: text }) : text
}
