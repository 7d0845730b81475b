-- What a clinic changes itself is data. Names of the clinic's things are stored by language: {"en": "…", "ar": "…"}.

CREATE TABLE settings (
  singleton TINYINT UNSIGNED NOT NULL PRIMARY KEY CHECK (singleton = 1),
  version INT NOT NULL DEFAULT 1,
  clinic_name TEXT NOT NULL CHECK (JSON_VALID(clinic_name)),
  country VARCHAR(2) NOT NULL,
  default_language VARCHAR(8) NOT NULL,
  cancel_limit_minutes INT NOT NULL,
  booking_days_ahead INT NOT NULL,
  hijri_dates TINYINT(1) NOT NULL
);

CREATE TABLE locations (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  address TEXT NOT NULL CHECK (JSON_VALID(address)),
  directions TEXT NULL CHECK (JSON_VALID(directions)),
  country VARCHAR(2) NOT NULL,
  zone VARCHAR(64) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  emergency_phone VARCHAR(20) NOT NULL,
  licence VARCHAR(40) NULL,
  latitude DECIMAL(9, 6) NULL,
  longitude DECIMAL(9, 6) NULL,
  position INT NOT NULL DEFAULT 0,
  archived_at DATETIME(3) NULL
);

-- Weekday 1 is Monday (ISO 8601). An interval that ends at or before its start ends on the next day.
CREATE TABLE location_hours (
  id BINARY(16) NOT NULL PRIMARY KEY,
  location_id BINARY(16) NOT NULL,
  weekday TINYINT UNSIGNED NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts TIME NOT NULL,
  ends TIME NOT NULL,
  valid_from DATE NULL,
  valid_until DATE NULL,
  precedence TINYINT UNSIGNED NOT NULL DEFAULT 0,
  KEY location_hours_location (location_id),
  CONSTRAINT location_hours_location_fk FOREIGN KEY (location_id) REFERENCES locations (id)
);

CREATE TABLE departments (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  about TEXT NULL CHECK (JSON_VALID(about)),
  position INT NOT NULL DEFAULT 0,
  archived_at DATETIME(3) NULL
);

-- first_visit marks the type whose free times are shown in public.
CREATE TABLE visit_types (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  code VARCHAR(20) NOT NULL,
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  mode VARCHAR(10) NOT NULL CHECK (mode IN ('in-person', 'phone', 'video')),
  first_visit TINYINT(1) NOT NULL,
  online TINYINT(1) NOT NULL,
  position INT NOT NULL DEFAULT 0,
  archived_at DATETIME(3) NULL,
  UNIQUE KEY visit_types_code (code)
);

CREATE TABLE rooms (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  location_id BINARY(16) NOT NULL,
  department_id BINARY(16) NULL,
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  position INT NOT NULL DEFAULT 0,
  archived_at DATETIME(3) NULL,
  KEY rooms_location (location_id, department_id),
  CONSTRAINT rooms_location_fk FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT rooms_department_fk FOREIGN KEY (department_id) REFERENCES departments (id)
);
