import { type Piece, words } from '../database/piece.ts'

/**
 * The name, by language, of the first who answers for a patient at the desk, who need not have an account: JSON for a statement
 * in which `patient` is the column of the patient's id; NULL where nobody does.
 */
export const guardianName = (patient: 'p.id' | 'c.patient_id'): Piece =>
  words(`(
  SELECT JSON_OBJECT(
    'en', COALESCE(g.name, MAX(CASE gn.script WHEN 'latn' THEN gn.text END), MAX(gn.text)),
    'ar', COALESCE(g.name, MAX(CASE gn.script WHEN 'ar' THEN gn.text END), MAX(gn.text)))
  FROM patient_guardians g LEFT JOIN patient_names gn ON gn.patient_id = g.guardian_id AND gn.usage_kind = 'official'
  WHERE g.patient_id = ${patient} GROUP BY g.id, g.name ORDER BY g.id LIMIT 1)`)
