DROP TABLE equality_asked;
DROP TABLE equality_counts;
DROP TABLE equality_sets;
