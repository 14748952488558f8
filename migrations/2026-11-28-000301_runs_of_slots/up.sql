-- What was matched and not told becomes news, so that nothing is lost: first what only weekly alerts wait for, then what
-- daily ones do, then what instant ones do, so that each slot begins with its own.
INSERT INTO alert_news (seq, listing_id, changed, at)
SELECT ROW_NUMBER() OVER (ORDER BY untold.soonest, untold.matched_at, untold.listing_id),
    untold.listing_id, '', untold.matched_at
FROM (
    SELECT alert_matches.listing_id AS listing_id, MIN(alert_matches.matched_at) AS matched_at,
        MAX(CASE alerts.frequency WHEN 'instant' THEN 2 WHEN 'daily' THEN 1 ELSE 0 END) AS soonest
    FROM alert_matches JOIN alerts ON alerts.id = alert_matches.alert_id
    WHERE alert_matches.told_at IS NULL AND alerts.state = 'active'
    GROUP BY alert_matches.listing_id
) AS untold;
UPDATE alert_clock SET seq = (SELECT COALESCE(MAX(seq), 0) FROM alert_news);

-- Whoever waits for nothing begins with what comes after.
UPDATE alerts SET from_news = (SELECT seq FROM alert_clock WHERE id = 1)
WHERE (SELECT seq FROM alert_clock WHERE id = 1) > 0 AND NOT EXISTS (
    SELECT 1 FROM alert_matches WHERE alert_matches.alert_id = alerts.id AND alert_matches.told_at IS NULL
);

-- Every slot has its row from the start. Those of seven o'clock go on after their last runs; the others have none.
WITH RECURSIVE hours (hour) AS (
    SELECT 0 UNION ALL SELECT hour + 1 FROM hours WHERE hour < 23
), days (day) AS (
    SELECT 1 UNION ALL SELECT day + 1 FROM days WHERE day < 7
), ranked (seq, soonest) AS (
    SELECT alert_news.seq, MAX(CASE alerts.frequency WHEN 'instant' THEN 2 WHEN 'daily' THEN 1 ELSE 0 END)
    FROM alert_news
    JOIN alert_matches ON alert_matches.listing_id = alert_news.listing_id AND alert_matches.told_at IS NULL
    JOIN alerts ON alerts.id = alert_matches.alert_id AND alerts.state = 'active'
    GROUP BY alert_news.seq
), slots (slot, told_to, run_key) AS (
    SELECT 'instant', (SELECT COUNT(*) FROM ranked WHERE soonest < 2), ''
    UNION ALL
    SELECT 'daily ' || CASE WHEN hour < 10 THEN '0' ELSE '' END || CAST(hour AS TEXT),
        (SELECT COUNT(*) FROM ranked WHERE soonest < 1),
        CASE WHEN hour = 7 THEN COALESCE((SELECT SUBSTR(CAST(ran_at AS TEXT), 1, 10) FROM job_ticks
            WHERE name = 'alerts.daily'), '') ELSE '' END
    FROM hours
    UNION ALL
    SELECT 'weekly ' || CAST(day AS TEXT) || ' ' || CASE WHEN hour < 10 THEN '0' ELSE '' END || CAST(hour AS TEXT),
        0,
        CASE WHEN hour = 7 AND day = 1 THEN COALESCE((SELECT SUBSTR(CAST(ran_at AS TEXT), 1, 10) FROM job_ticks
            WHERE name = 'alerts.weekly'), '') ELSE '' END
    FROM days CROSS JOIN hours
)
INSERT INTO alert_slots
    (slot, told_to, run_key, running_to, after_email, started_at, ended_at, looked_at, letters)
SELECT slot, told_to, run_key, told_to, '', '2026-11-28 00:00:00', '2026-11-28 00:00:00', 0, 0 FROM slots;

-- When a run last moved, or is to begin: one that has not moved for long has lost its job.
ALTER TABLE alert_slots ADD COLUMN advanced_at TIMESTAMP NOT NULL DEFAULT '2026-11-28 00:00:00';

-- The address that whoever was told by a letter has now, when it is another than the letter went to.
ALTER TABLE letters ADD COLUMN reader_now TEXT;
CREATE INDEX letters_by_reader ON letters (reader_now) WHERE reader_now IS NOT NULL;

-- The jobs of before. A listing that was being matched becomes news.
UPDATE jobs SET name = 'listings.published' WHERE name = 'alerts.match-rest';
DELETE FROM jobs WHERE name = 'alerts.run';
DELETE FROM job_ticks WHERE name IN ('alerts.daily', 'alerts.weekly');
DROP TABLE alert_runs;
DROP TABLE alert_matches;

-- A run goes through the alerts of its slot by address.
DROP INDEX alerts_by_slot;
DROP INDEX alerts_active;
DROP INDEX alerts_by_search;
CREATE INDEX alerts_instant ON alerts (email, id) WHERE state = 'active' AND frequency = 'instant';
CREATE INDEX alerts_daily ON alerts (hour, email, id) WHERE state = 'active' AND frequency = 'daily';
CREATE INDEX alerts_weekly ON alerts (weekday, hour, email, id) WHERE state = 'active' AND frequency = 'weekly';
-- Those that begin elsewhere than their slot, which are few.
CREATE INDEX alerts_starting ON alerts (frequency, from_news) WHERE state = 'active' AND from_news IS NOT NULL;
