package io.github.dockerstrategy.samples.tasks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A list of things to do. */
@RestController
class TasksController {

    private final TasksProperties properties;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    TasksController(TasksProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/")
    List<Task> all() {
        return tasks;
    }

    @PostMapping("/")
    @ResponseStatus(HttpStatus.CREATED)
    synchronized Task add(@RequestParam("title") String title) {
        if (tasks.size() == properties.limit()) {
            throw new ResponseStatusException(HttpStatus.INSUFFICIENT_STORAGE, "do something first");
        }
        Task task = new Task(tasks.size() + 1, title);
        tasks.add(task);
        return task;
    }
}
