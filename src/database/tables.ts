import type { Generated, Insertable, Selectable, Updateable } from 'kysely'
import type { Id } from './ids.ts'

/** A text in every language that the clinic keeps, stored as JSON. */
export interface ByLanguage {
  en: string
  ar: string
}

export type Sex = 'female' | 'male'
export type Site = 'patient' | 'staff'
/** What a session was opened by: a one-time code alone, or a password or passkey. */
export type Strength = 'code' | 'full'
export type StaffRole = 'receptionist' | 'nurse' | 'doctor' | 'pharmacist' | 'lab-technician' | 'admin'
export type Relation = 'self' | 'parent' | 'guardian' | 'spouse' | 'child' | 'carer'
export type AppointmentStatus =
  | 'offered'
  | 'booked'
  | 'arrived'
  | 'in-consultation'
  | 'fulfilled'
  | 'noshow'
  | 'cancelled'
  | 'entered-in-error'
export type AskedFor = 'this-doctor' | 'any' | 'woman'
export type VisitMode = 'in-person' | 'phone' | 'video'
export type CancelReason = 'patient' | 'clinic' | 'doctor-absent' | 'moved' | 'left' | 'other'

type Instant = Temporal.Instant
type PlainDate = Temporal.PlainDate
type PlainTime = Temporal.PlainTime

/** How a row's columns look in TypeScript: ids as text, DATETIME as Instant, DATE as PlainDate, TIME as PlainTime, TEXT as its JSON. */
export interface Tables {
  users: {
    id: Id<'user'>
    version: Generated<number>
    name: ByLanguage
    language: string | null
    password_hash: string | null
    password_changed_at: Instant | null
    disabled_at: Instant | null
    created_at: Instant
    demo: Generated<boolean>
  }
  logins: {
    id: Id<'login'>
    user_id: Id<'user'>
    kind: 'phone' | 'email' | 'staff-name'
    value: string
    confirmed_at: Instant | null
  }
  sessions: {
    token_hash: Buffer
    user_id: Id<'user'>
    site: Site
    created_at: Instant
    last_used_at: Instant
    expires_at: Instant
    second_factor_at: Instant | null
    device: string | null
    strength: Generated<Strength>
    locked_at: Generated<Instant | null>
  }
  recoveries: {
    id: Id<'recovery'>
    user_id: Id<'user'>
    site: Site
    token_hash: Buffer
    created_at: Instant
    expires_at: Instant
    used_at: Instant | null
  }
  attempts: { id: Id<'attempt'>; key_hash: Buffer; at: Instant }
  invitations: {
    id: Id<'invitation'>
    user_id: Id<'user'>
    way: 'mail' | 'printed'
    secret_hash: Buffer
    invited_by_user_id: Id<'user'> | null
    created_at: Instant
    expires_at: Instant
    used_at: Instant | null
    withdrawn_at: Instant | null
  }
  authenticators: { user_id: Id<'user'>; secret: string; last_step: number; created_at: Instant }
  recovery_codes: { user_id: Id<'user'>; code_hash: Buffer; created_at: Instant; used_at: Instant | null }
  passkeys: {
    id: Id<'passkey'>
    user_id: Id<'user'>
    name: string
    credential: string
    credential_hash: Buffer
    public_key: string
    counter: number
    created_at: Instant
    last_used_at: Instant | null
  }
  trusted_devices: { device_hash: Buffer; user_id: Id<'user'>; trusted_at: Instant; expires_at: Instant; pin_tries: Generated<number> }
  pins: { user_id: Id<'user'>; pin_hash: string; set_at: Instant }
  codes: {
    id: Id<'code'>
    purpose: 'sign-in' | 'register' | 'reset' | 'confirm' | 'claim'
    site: Site
    kind: 'phone' | 'email'
    value: string
    minute: number
    user_id: Id<'user'> | null
    request_hash: Buffer
    code_hash: Buffer
    network_hash: Buffer
    created_at: Instant
    expires_at: Instant
    checked_at: Instant | null
    spent_at: Instant | null
  }
  registrations: {
    id: Id<'registration'>
    version: Generated<number>
    user_id: Id<'user'>
    patient_id: Id<'patient'>
    status: 'waiting' | 'confirmed' | 'linked' | 'refused'
    contact_kind: 'phone' | 'email'
    contact_value: string
    identifier_type:
      | 'national-id'
      | 'iqama'
      | 'gcc'
      | 'passport'
      | 'border'
      | 'eg-national-id'
      | 'newborn-of'
      | 'insurance'
      | 'file-number'
      | null
    identifier_country: string | null
    identifier_value: string | null
    linked_patient_id: Id<'patient'> | null
    decided_by_user_id: Id<'user'> | null
    decided_at: Instant | null
    refused_because: 'no-card' | 'other-name' | 'no-name' | 'has-account' | 'other' | null
    reason: string | null
    created_at: Instant
  }
  consents: {
    id: Id<'consent'>
    user_id: Id<'user'>
    patient_id: Id<'patient'>
    kind: 'privacy' | 'messages'
    given: boolean
    notice_version: string
    language: string
    at: Instant
  }
  claims: {
    id: Id<'claim'>
    patient_id: Id<'patient'>
    token_hash: Buffer
    way: 'paper' | 'phone' | 'email'
    created_by_user_id: Id<'user'>
    created_at: Instant
    expires_at: Instant
    withdrawn_at: Instant | null
    used_at: Instant | null
    used_by_user_id: Id<'user'> | null
  }

  settings: {
    singleton: number
    version: Generated<number>
    clinic_name: ByLanguage
    country: string
    default_language: string
    cancel_limit_minutes: number
    booking_days_ahead: number
    hijri_dates: boolean
    code_prefixes: Generated<string>
    code_texts_a_day: Generated<number>
  }
  locations: {
    id: Id<'location'>
    version: Generated<number>
    name: ByLanguage
    address: ByLanguage
    directions: ByLanguage | null
    country: string
    zone: string
    currency: string
    phone: string
    emergency_phone: string
    licence: string | null
    latitude: string | null
    longitude: string | null
    position: number
    archived_at: Instant | null
  }
  location_hours: {
    id: Id<'location-hours'>
    location_id: Id<'location'>
    weekday: number
    starts: PlainTime
    ends: PlainTime
    valid_from: PlainDate | null
    valid_until: PlainDate | null
    precedence: number
  }
  departments: {
    id: Id<'department'>
    version: Generated<number>
    name: ByLanguage
    about: ByLanguage | null
    position: number
    archived_at: Instant | null
  }
  visit_types: {
    id: Id<'visit-type'>
    version: Generated<number>
    code: string
    name: ByLanguage
    mode: VisitMode
    first_visit: boolean
    online: boolean
    position: number
    archived_at: Instant | null
  }
  rooms: {
    id: Id<'room'>
    version: Generated<number>
    location_id: Id<'location'>
    department_id: Id<'department'> | null
    name: ByLanguage
    position: number
    archived_at: Instant | null
  }

  staff: {
    id: Id<'staff'>
    version: Generated<number>
    user_id: Id<'user'> | null
    name: ByLanguage
    sex: Sex
    grade: 'consultant' | 'specialist' | 'resident' | null
    languages: string[]
    licence: string | null
    about: ByLanguage | null
    position: number
    archived_at: Instant | null
  }
  practitioner_roles: {
    id: Id<'practitioner-role'>
    version: Generated<number>
    staff_id: Id<'staff'>
    role: StaffRole
    department_id: Id<'department'> | null
    location_id: Id<'location'> | null
    room_id: Id<'room'> | null
    valid_from: PlainDate
    valid_until: PlainDate | null
  }
  practitioner_role_visit_types: {
    practitioner_role_id: Id<'practitioner-role'>
    visit_type_id: Id<'visit-type'>
    duration_minutes: number
    buffer_before_minutes: Generated<number>
    buffer_after_minutes: Generated<number>
    price_minor: number
  }
  working_hours: {
    id: Id<'working-hours'>
    practitioner_role_id: Id<'practitioner-role'>
    weekday: number
    starts: PlainTime
    ends: PlainTime
    valid_from: PlainDate | null
    valid_until: PlainDate | null
    precedence: Generated<number>
  }
  closures: {
    id: Id<'closure'>
    version: Generated<number>
    staff_id: Id<'staff'> | null
    location_id: Id<'location'> | null
    department_id: Id<'department'> | null
    kind: 'holiday' | 'leave' | 'other'
    name: ByLanguage
    starts_at: Instant
    ends_at: Instant
    withdrawn_at: Instant | null
  }

  patients: {
    id: Id<'patient'>
    version: Generated<number>
    record_number: string
    birth_date: PlainDate | null
    birth_precision: 'day' | 'month' | 'year' | 'age' | null
    birth_calendar: 'gregorian' | 'umalqura' | null
    birth_entered: string | null
    sex: Sex | 'unknown'
    nationality: string | null
    payer: Generated<'cash' | 'insurance' | 'company'>
    language: string | null
    doctor_sex_preference: Sex | null
    deceased_at: Instant | null
    archived_at: Instant | null
    created_at: Instant
  }
  patient_names: {
    id: Id<'patient-name'>
    patient_id: Id<'patient'>
    script: 'ar' | 'latn'
    usage_kind: 'official' | 'previous' | 'preferred'
    text: string
    given: string | null
    father: string | null
    grandfather: string | null
    family: string | null
  }
  identifiers: {
    id: Id<'identifier'>
    patient_id: Id<'patient'>
    type: 'national-id' | 'iqama' | 'gcc' | 'passport' | 'border' | 'eg-national-id' | 'newborn-of' | 'insurance' | 'file-number'
    country: string
    value: string
    verified_at: Instant | null
    override_reason: string | null
  }
  contact_points: {
    id: Id<'contact-point'>
    version: Generated<number>
    patient_id: Id<'patient'>
    contact_system: 'phone' | 'email'
    value: string
    whose: 'self' | 'mother' | 'father' | 'spouse' | 'child' | 'guardian' | 'carer' | 'other'
    confirmed_at: Instant | null
    reminders: boolean
    results: boolean
  }
  patient_access: {
    id: Id<'patient-access'>
    user_id: Id<'user'>
    patient_id: Id<'patient'>
    relation: Relation
    may_book: boolean
    may_see_record: boolean
    granted_by_user_id: Id<'user'> | null
    valid_from: Instant
    valid_until: Instant | null
    version: Generated<number>
    reason: string | null
    ended_by_user_id: Id<'user'> | null
    ended_because: string | null
  }

  patient_guardians: {
    id: Id<'patient-guardian'>
    patient_id: Id<'patient'>
    guardian_id: Id<'patient'> | null
    name: string | null
    relation: 'mother' | 'father' | 'guardian'
  }
  different_people: {
    patient_id: Id<'patient'>
    other_patient_id: Id<'patient'>
    decided_by_user_id: Id<'user'> | null
    at: Instant
  }

  appointments: {
    id: Id<'appointment'>
    version: Generated<number>
    number: string
    patient_id: Id<'patient'>
    doctor_id: Id<'staff'>
    practitioner_role_id: Id<'practitioner-role'>
    department_id: Id<'department'>
    location_id: Id<'location'>
    room_id: Id<'room'> | null
    visit_type_id: Id<'visit-type'>
    kind: 'booked' | 'walk-in' | 'squeeze-in'
    mode: VisitMode
    asked_for: AskedFor
    status: AppointmentStatus
    lane: Generated<number>
    clinic_day: PlainDate
    starts_at: Instant
    ends_at: Instant
    blocked_from: Instant
    blocked_until: Instant
    reason: string | null
    price_minor: number
    currency: string
    payment_state: Generated<'unpaid' | 'paid' | 'refunded'>
    payment_method: 'cash' | 'card' | 'insurance' | null
    paid_at: Instant | null
    confirmed_at: Instant | null
    offer_expires_at: Instant | null
    arrived_at: Instant | null
    called_at: Instant | null
    finished_at: Instant | null
    cancelled_at: Instant | null
    cancel_reason: CancelReason | null
    cancel_note: string | null
    booked_by_user_id: Id<'user'> | null
    booked_through: 'patient' | 'staff' | 'import'
    created_at: Instant
  }
  appointment_steps: {
    id: Id<'appointment-step'>
    appointment_id: Id<'appointment'>
    step:
      | 'booking'
      | 'arrival'
      | 'call'
      | 'completion'
      | 'no-show'
      | 'time'
      | 'payment'
      | 'departure'
      | 'restoration'
      | 'cancellation'
      | 'payment-withdrawal'
      | 'reason'
      | 'patient'
    at: Instant
    user_id: Id<'user'> | null
    from_status: AppointmentStatus
    to_status: AppointmentStatus
    from_starts_at: Instant | null
    from_doctor_id: Id<'staff'> | null
    to_starts_at: Instant | null
    to_doctor_id: Id<'staff'> | null
    payment_method: 'cash' | 'card' | 'insurance' | null
    note: string | null
    undone_at: Instant | null
    undone_by_user_id: Id<'user'> | null
  }
  reservations: {
    resource_id: Id<'staff'> | Id<'patient'> | Id<'room'>
    cell: Instant
    lane: number
    appointment_id: Id<'appointment'> | null
    closure_id: Id<'closure'> | null
  }
  queue_entries: {
    id: Id<'queue-entry'>
    version: Generated<number>
    location_id: Id<'location'>
    department_id: Id<'department'>
    doctor_id: Id<'staff'> | null
    visit_type_id: Id<'visit-type'>
    patient_id: Id<'patient'>
    appointment_id: Id<'appointment'> | null
    clinic_day: PlainDate
    number: number
    status: 'waiting' | 'called' | 'left'
    arrived_at: Instant
    called_at: Instant | null
    left_at: Instant | null
  }

  absences: {
    id: Id<'absence'>
    doctor_id: Id<'staff'>
    clinic_day: PlainDate
    by_user_id: Id<'user'>
    created_at: Instant
    /** Null for lists begun before turns were kept. */
    turn: number | null
  }
  absence_visits: {
    absence_id: Id<'absence'>
    appointment_id: Id<'appointment'>
    outcome: 'moved' | 'cancelled' | 'kept' | 'failed'
    refusal: string | null
    was_starts_at: Instant
    told: boolean
    called_at: Instant | null
    called_by_user_id: Id<'user'> | null
  }
  boards: {
    id: Id<'board'>
    version: Generated<number>
    key_hash: Buffer
    code: string | null
    code_expires_at: Instant
    name: string | null
    location_id: Id<'location'> | null
    department_id: Id<'department'> | null
    paired_at: Instant | null
    last_seen_at: Instant | null
    revoked_at: Instant | null
    created_at: Instant
  }
  receipts: { id: Id<'receipt'>; user_id: Id<'user'> | null; action: string; subject_id: Id | null; at: Instant }
  outbox: {
    id: Id<'outbox'>
    topic: string
    cause: string
    version: Generated<number>
    payload: unknown
    created_at: Instant
    due_at: Instant
    attempts: Generated<number>
    last_error: string | null
    claim_id: Id<'claim'> | null
    claimed_until: Instant | null
    parked_at: Instant | null
  }
  notice_settings: {
    singleton: number
    version: Generated<number>
    quiet_from: PlainTime | null
    quiet_until: PlainTime | null
    contact_email: string | null
  }
  text_templates: { kind: string; language: 'en' | 'ar'; version: Generated<number>; words: string; changed_at: Instant }
  sent_texts: {
    id: Id<'outbox'>
    cause: string
    purpose: string
    address: string
    reference: string | null
    state: 'sent' | 'delivered' | 'failed'
    sent_at: Instant
    reported_at: Instant | null
    seen_at: Instant | null
  }
  contact_messages: {
    id: Id<'contact-message'>
    version: Generated<number>
    sender: string
    email: string | null
    phone: string | null
    words: string
    language: 'en' | 'ar'
    written_at: Instant
    done_at: Instant | null
    done_by_user_id: Id<'user'> | null
    answer: string | null
  }
  changes: { id: Id<'change'>; topic: string; at: Instant }
  audit: {
    id: Id<'audit'>
    at: Instant
    user_id: Id<'user'> | null
    role: string | null
    department_id: Id<'department'> | null
    location_id: Id<'location'> | null
    action: string
    subject_type: string | null
    subject_id: Id | null
    patient_id: Id<'patient'> | null
    patient_ids: Id<'patient'>[] | null
    reason: string | null
    request: string | null
  }
  audit_seals: { number: number; previous_hash: Buffer; row_count: number; hash: Buffer; hmac: Buffer; at: Instant }
  audit_hashes: { audit_id: Id<'audit'>; seal_number: number; hash: Buffer }
  glass_breaks: {
    id: Id<'glass-break'>
    version: Generated<number>
    user_id: Id<'user'>
    patient_id: Id<'patient'>
    role: StaffRole
    reason: string
    opened_at: Instant
    ends_at: Instant
    seen_at: Instant | null
    seen_by_user_id: Id<'user'> | null
    note: string | null
  }
  search_tokens: { token: string; subject_id: Id }
  searches: { id: Id<'search'>; session_hash: Buffer; words: string; at: Instant }

  imports: {
    id: Id<'import'>
    number: number
    kind: 'patients' | 'appointments'
    file_name: string
    file_hash: Buffer
    choices: unknown
    began_at: Instant
    ended_at: Instant | null
    undone_at: Instant | null
    claim_id: Id<'claim'> | null
    claimed_at: Instant | null
    claimed_until: Instant | null
  }
  import_rows: {
    import_id: Id<'import'>
    line: number
    outcome: 'new' | 'known'
    patient_id: Id<'patient'>
    appointment_id: Id<'appointment'> | null
    file_number: string | null
    print: Buffer | null
  }
  migration_steps: { name: string; step: number; at: Instant }
  migration_lock: { name: string; holder: string; at: Instant }
}

export type Row<Table extends keyof Tables> = Selectable<Tables[Table]>
export type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>
export type RowChange<Table extends keyof Tables> = Updateable<Tables[Table]>
