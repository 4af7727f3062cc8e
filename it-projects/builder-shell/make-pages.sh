#!/bin/sh
# Makes a web page of every text file of a folder, and one that links to all of them.
# usage: make-pages.sh TEXTS PAGES
set -eu

page() { # title, body
  printf '<!DOCTYPE html>\n<title>%s</title>\n%s\n' "$1" "$2"
}

list=
for text in "$1"/*.txt; do
  name=$(basename "$text" .txt)
  page "$name" "<p>$(cat "$text")</p>" > "$2/$name.html"
  list="$list<li><a href=\"$name.html\">$name</a></li>"
done
page "Contents" "<ul>$list</ul>" > "$2/index.html"
