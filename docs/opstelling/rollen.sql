-- Eén keer, als beheerder van PostgreSQL: de twee accounts en de database van de site. De wachtwoorden komen uit de omgeving.
--   LEERRECHT_WACHTWOORD_SCHRIJFT=... LEERRECHT_WACHTWOORD_LEEST=... psql -f docs/opstelling/rollen.sql
\set ON_ERROR_STOP on
\getenv schrijft LEERRECHT_WACHTWOORD_SCHRIJFT
\getenv leest LEERRECHT_WACHTWOORD_LEEST
-- Wie publiceert, bezit de tabellen. Wie leest, mag alleen SELECT: dat geeft 'publiceren' zelf.
CREATE ROLE leerrecht_schrijft LOGIN PASSWORD :'schrijft';
CREATE ROLE leerrecht_leest LOGIN PASSWORD :'leest' CONNECTION LIMIT 100;
ALTER ROLE leerrecht_leest SET default_transaction_read_only = on;
CREATE DATABASE leerrecht OWNER leerrecht_schrijft TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE ALL ON DATABASE leerrecht FROM PUBLIC;
GRANT CONNECT ON DATABASE leerrecht TO leerrecht_leest;
