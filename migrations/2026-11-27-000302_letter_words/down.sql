DROP TABLE letter_words;
