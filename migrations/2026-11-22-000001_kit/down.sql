DROP TABLE files;
DROP TABLE letters;
DROP TABLE job_ticks;
DROP TABLE jobs;
