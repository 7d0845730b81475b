import type { PatientFormChoices } from '../../../views/patients/patient-form-props.ts'
import { identifierTypes } from './identifier-typed.ts'
import { whoseChoices } from './told-form.ts'

/** Where the patients of clinics in Saudi Arabia and Egypt come from; first those who come most. ISO 3166. */
const countries = [
  ...['SA', 'EG', 'YE', 'SY', 'SD', 'JO', 'PK', 'IN', 'BD', 'PH', 'ID', 'LK', 'NP', 'ET', 'KW', 'AE', 'QA', 'BH', 'OM', 'IQ', 'LB', 'PS'],
  ...['MA', 'TN', 'DZ', 'LY', 'MR', 'SO', 'DJ', 'ER', 'TD', 'NG', 'KE', 'UG', 'TR', 'IR', 'AF', 'UZ', 'MM', 'CN', 'MY', 'TH', 'VN'],
  ...['US', 'GB', 'CA', 'AU', 'NZ', 'FR', 'DE', 'IT', 'ES', 'NL', 'BE', 'IE', 'SE', 'NO', 'DK', 'PL', 'RU', 'UA', 'ZA', 'BR'],
]

export const patientChoices: PatientFormChoices = { countries, identifierTypes, whose: whoseChoices }
