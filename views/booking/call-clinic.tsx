import type { Frame } from '../frame.ts'
import { Num } from '../ui/inline.tsx'

/** "Call 011 234 5678 and we will find a time together." */
export const CallClinic = ({ frame: { t, clinic } }: { frame: Frame }) =>
  clinic.phone ? <span>{t.jsx('book.callUs', { phone: <PhoneLink phone={clinic.phone} /> })}</span> : null

export const PhoneLink = ({ phone }: { phone: string }) => (
  <a href={`tel:${phone.replace(/[^+\d]/gu, '')}`}>
    <Num>{phone}</Num>
  </a>
)
