import type { Database } from '../../src/database/pool.ts'

/** All that a seeded clinic holds, in the order of the ids. */
export async function contentsOf(db: Database) {
  const all = <T>(query: { orderBy: (column: 'id') => { execute: () => Promise<T[]> } }) => query.orderBy('id').execute()
  return {
    settings: await db.selectFrom('settings').selectAll().execute(),
    locations: await all(db.selectFrom('locations').selectAll()),
    locationHours: await all(db.selectFrom('location_hours').selectAll()),
    departments: await all(db.selectFrom('departments').selectAll()),
    visitTypes: await all(db.selectFrom('visit_types').selectAll()),
    rooms: await all(db.selectFrom('rooms').selectAll()),
    users: await all(db.selectFrom('users').selectAll()),
    logins: await all(db.selectFrom('logins').selectAll()),
    staff: await all(db.selectFrom('staff').selectAll()),
    roles: await all(db.selectFrom('practitioner_roles').selectAll()),
    offered: await db
      .selectFrom('practitioner_role_visit_types')
      .selectAll()
      .orderBy('practitioner_role_id')
      .orderBy('visit_type_id')
      .execute(),
    workingHours: await all(db.selectFrom('working_hours').selectAll()),
    closures: await all(db.selectFrom('closures').selectAll()),
    patients: await all(db.selectFrom('patients').selectAll()),
    names: await all(db.selectFrom('patient_names').selectAll()),
    identifiers: await all(db.selectFrom('identifiers').selectAll()),
    contacts: await all(db.selectFrom('contact_points').selectAll()),
    access: await all(db.selectFrom('patient_access').selectAll()),
    appointments: await all(db.selectFrom('appointments').selectAll()),
  }
}

export type Contents = Awaited<ReturnType<typeof contentsOf>>
