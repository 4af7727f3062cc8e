module example.com/link-counter

go 1.19
