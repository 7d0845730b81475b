-- Working hours belong to the role; reservations to the person.

CREATE TABLE staff (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  user_id BINARY(16) NULL,
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  sex VARCHAR(7) NOT NULL CHECK (sex IN ('female', 'male')),
  grade VARCHAR(12) NULL CHECK (grade IN ('consultant', 'specialist', 'resident')),
  languages TEXT NOT NULL CHECK (JSON_VALID(languages)),
  licence VARCHAR(40) NULL,
  about TEXT NULL CHECK (JSON_VALID(about)),
  position INT NOT NULL DEFAULT 0,
  archived_at DATETIME(3) NULL,
  UNIQUE KEY staff_user (user_id),
  CONSTRAINT staff_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- A null department or location means all of them.
CREATE TABLE practitioner_roles (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  staff_id BINARY(16) NOT NULL,
  role VARCHAR(16) NOT NULL CHECK (role IN ('receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin')),
  department_id BINARY(16) NULL,
  location_id BINARY(16) NULL,
  room_id BINARY(16) NULL,
  valid_from DATE NOT NULL,
  valid_until DATE NULL,
  KEY practitioner_roles_staff (staff_id),
  KEY practitioner_roles_department (department_id, role),
  CONSTRAINT practitioner_roles_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT practitioner_roles_department_fk FOREIGN KEY (department_id) REFERENCES departments (id),
  CONSTRAINT practitioner_roles_location_fk FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT practitioner_roles_room_fk FOREIGN KEY (room_id) REFERENCES rooms (id)
);

-- Minutes are multiples of 5, prices in the hundredth of the location's currency.
CREATE TABLE practitioner_role_visit_types (
  practitioner_role_id BINARY(16) NOT NULL,
  visit_type_id BINARY(16) NOT NULL,
  duration_minutes INT NOT NULL CHECK (duration_minutes BETWEEN 5 AND 480 AND duration_minutes % 5 = 0),
  buffer_before_minutes INT NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 120 AND buffer_before_minutes % 5 = 0),
  buffer_after_minutes INT NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 120 AND buffer_after_minutes % 5 = 0),
  price_minor INT NOT NULL CHECK (price_minor >= 0),
  PRIMARY KEY (practitioner_role_id, visit_type_id),
  CONSTRAINT role_visit_types_role_fk FOREIGN KEY (practitioner_role_id) REFERENCES practitioner_roles (id),
  CONSTRAINT role_visit_types_type_fk FOREIGN KEY (visit_type_id) REFERENCES visit_types (id)
);

-- On a day, the rows of the highest precedence among the role's rows valid that day count, whatever their weekday:
-- Ramadan hours are rows of precedence 1 with dates. Weekday 1 is Monday. Ends at or before starts: ends the next day.
CREATE TABLE working_hours (
  id BINARY(16) NOT NULL PRIMARY KEY,
  practitioner_role_id BINARY(16) NOT NULL,
  weekday TINYINT UNSIGNED NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts TIME NOT NULL,
  ends TIME NOT NULL,
  valid_from DATE NULL,
  valid_until DATE NULL,
  precedence TINYINT UNSIGNED NOT NULL DEFAULT 0,
  KEY working_hours_role (practitioner_role_id),
  CONSTRAINT working_hours_role_fk FOREIGN KEY (practitioner_role_id) REFERENCES practitioner_roles (id)
);

-- Time off of one person (staff_id), or closed hours of a location, a department, both, or the whole clinic (all null).
CREATE TABLE closures (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  staff_id BINARY(16) NULL,
  location_id BINARY(16) NULL,
  department_id BINARY(16) NULL,
  kind VARCHAR(8) NOT NULL CHECK (kind IN ('holiday', 'leave', 'other')),
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  starts_at DATETIME(3) NOT NULL,
  ends_at DATETIME(3) NOT NULL,
  withdrawn_at DATETIME(3) NULL,
  KEY closures_time (ends_at, starts_at),
  KEY closures_staff (staff_id, ends_at),
  CONSTRAINT closures_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT closures_location_fk FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT closures_department_fk FOREIGN KEY (department_id) REFERENCES departments (id),
  CHECK (starts_at < ends_at)
);
